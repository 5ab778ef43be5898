package io.stockrule.shopify.bulk;

import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.io.InputStream;

/// The lines of a result, a few thousand at a time. For one thread at a time.
final class BulkLines {
    /// A few megabytes.
    private static final int AT_ONCE = 10_000;

    private final MappingIterator<BulkLine> all;
    private final BulkRange range;
    private long lines;
    private long variants;

    BulkLines(InputStream file, BulkRange range) throws IOException {
        this.all = BulkLine.READER.readValues(file);
        this.range = range;
    }

    /// None when all were read.
    ///
    /// @throws IllegalArgumentException if a line is not as asked for
    StageRows next() throws IOException {
        var rows = new StageRows();
        while (rows.lines() < AT_ONCE && all.hasNextValue()) {
            var line = all.nextValue();
            if (!range.contains(line.variantId())) {
                throw new IllegalArgumentException("a variant of another range");
            }
            variants += line.kind() == BulkLine.Kind.VARIANT ? 1 : 0;
            rows.add(line);
        }
        lines += rows.lines();
        return rows;
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
