package io.stockrule.shopify.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines of a result, a few thousand at a time. For one thread at a time.
final class BulkLines {
    private final MappingIterator<BulkLine> all;
    private final BulkRange range;
    private long lines;
    private long variants;

    BulkLines(InputStream file, BulkRange range) throws IOException {
        this.all = BulkLine.READER.readValues(file);
        this.range = range;
    }

    /// Some lines of a result.
    ///
    /// @param lines how many they are
    /// @param counting all but those of levels that do not count
    record Part(int lines, List<BulkLine> counting) {}

    /// None when all were read.
    ///
    /// @param most lines
    /// @throws JsonProcessingException if a line cannot be read, however often it is fetched
    /// @throws IOException if the file could not be fetched
    /// @throws IllegalArgumentException if a line is not as asked for
    Part next(int most) throws IOException {
        var counting = new ArrayList<BulkLine>();
        int read = 0;
        for (var line = line(); line != null; line = read < most ? line() : null) {
            read++;
            if (!range.contains(line.variantId())) {
                throw new IllegalArgumentException("a variant of another range");
            }
            variants += line.kind() == BulkLine.Kind.VARIANT ? 1 : 0;
            if (line.counts()) {
                counting.add(line);
            }
        }
        lines += read;
        return new Part(read, counting);
    }

    /// @return null when all were read
    private @Nullable BulkLine line() throws IOException {
        try {
            return all.hasNextValue() ? all.nextValue() : null;
        } catch (JsonMappingException e) {
            // in the midst of a list, Jackson tells of a file that breaks off as of one that cannot be read
            throw e.getCause() instanceof IOException failure ? failure : e;
        }
    }

    /// How many were read.
    long lines() {
        return lines;
    }

    /// How many of them were variants.
    long variants() {
        return variants;
    }
}
