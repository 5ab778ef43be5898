package io.stockrule.listing;

import io.stockrule.access.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// A table of SKUs as spreadsheets and Amazon's reports write it: columns in any order, parted by comma, semicolon or
/// tab, with or without quotes and byte order mark. Blanks around a cell are dropped unless it is quoted, because a SKU
/// may begin or end with one.
final class SkuFile {
    static final int MOST_LINES = 20_000;

    private static final Set<String> STORE = Set.of("storesku", "shopsku", "shopifysku", "variantsku", "sku");
    private static final Set<String> AMAZON = Set.of("amazonsku", "sellersku", "merchantsku");

    private SkuFile() {}

    /// @param number in the file, from 1
    /// @param storeSku empty if the file has no such column
    record Line(int number, String storeSku, String amazonSku) {}

    /// What a file has to have.
    enum Columns {
        BOTH,
        AMAZON_ONLY
    }

    /// @throws Problem if it cannot be read as a table; then nothing of it is used
    static List<Line> read(byte[] file, Columns columns) {
        var text = text(file);
        try (var parser = CSVParser.parse(new StringReader(text), format(text))) {
            return lines(parser, columns);
        } catch (IOException | UncheckedIOException | IllegalStateException | IllegalArgumentException e) {
            throw new Problem(422, "unreadable-file", "the file is no table of SKUs: " + e.getMessage());
        }
    }

    private static String text(byte[] file) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Problem(422, "unreadable-file", "the file is not encoded as UTF-8");
        }
    }

    private static CSVFormat format(String text) {
        var header = text.lines().findFirst().orElse("");
        char delimiter = Stream.of('\t', ';')
                .filter(it -> header.indexOf(it) >= 0)
                .findFirst()
                .orElse(',');
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreSurroundingSpaces(delimiter != '\t')
                .setIgnoreEmptyLines(false)
                .get();
    }

    private static List<Line> lines(CSVParser parser, Columns columns) {
        var lines = new ArrayList<Line>();
        var records = parser.iterator();
        if (!records.hasNext()) {
            throw new Problem(422, "unreadable-file", "the file is empty");
        }
        var header = header(records.next(), columns);
        int before = (int) parser.getCurrentLineNumber();
        while (records.hasNext()) {
            var row = records.next();
            var line = new Line(before + 1, cell(row, header.get("store")), cell(row, header.get("amazon")));
            before = (int) parser.getCurrentLineNumber();
            if (!isBlank(row)) {
                lines.add(line);
            }
            if (lines.size() > MOST_LINES) {
                throw new Problem(422, "too-many-lines", "a file has at most %d lines".formatted(MOST_LINES));
            }
        }
        return lines;
    }

    private static Map<String, Integer> header(CSVRecord names, Columns columns) {
        var header = new HashMap<String, Integer>();
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
            if (STORE.contains(name)) {
                header.putIfAbsent("store", i);
            } else if (AMAZON.contains(name)) {
                header.putIfAbsent("amazon", i);
            }
        }
        if (!header.containsKey("amazon") || (columns == Columns.BOTH && !header.containsKey("store"))) {
            throw new Problem(
                    422,
                    "unreadable-file",
                    columns == Columns.BOTH
                            ? "the first line must name the columns \"store SKU\" and \"Amazon SKU\""
                            : "the first line must name a column \"Amazon SKU\" or \"seller-sku\"");
        }
        return header;
    }

    private static String cell(CSVRecord row, @Nullable Integer column) {
        return column != null && column < row.size() ? row.get(column) : "";
    }

    private static boolean isBlank(CSVRecord row) {
        return row.stream().allMatch(String::isBlank);
    }
}
