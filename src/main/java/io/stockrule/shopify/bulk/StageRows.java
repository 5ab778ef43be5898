package io.stockrule.shopify.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stockrule.shopify.bulk.BulkStage.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/// Lines of results on their way into a stage, in the form of PostgreSQL's `copy`
/// (https://www.postgresql.org/docs/current/sql-copy.html).
final class StageRows {
    private final Map<Table, StringBuilder> rows = new EnumMap<>(Table.class);

    /// @param lines that count
    static StageRows of(Collection<BulkLine> lines) {
        var rows = new StageRows();
        lines.forEach(rows::add);
        return rows;
    }

    private void add(BulkLine line) {
        switch (line.kind()) {
            case VARIANT ->
                row(Table.VARIANT, line)
                        .append(line.isTracked())
                        .append('\t')
                        .append(facts(line))
                        .append('\n');
            case LEVEL -> {
                var level = line.level();
                row(Table.LEVEL, line)
                        .append(line.locationId())
                        .append('\t')
                        .append(level.available())
                        .append('\t')
                        .append(micros(level.updatedAt()))
                        .append('\t')
                        .append(level.holding().onHand())
                        .append('\t')
                        .append(level.holding().committed())
                        .append('\t')
                        .append(level.holding().incoming())
                        .append('\t')
                        .append(micros(level.holding().at()))
                        .append('\n');
            }
            case PART -> {
                var part = line.part();
                row(Table.PART, line)
                        .append(part.variantId())
                        .append('\t')
                        .append(part.quantity())
                        .append('\n');
            }
            case COLLECTION -> {
                var collection = line.collection();
                row(Table.MEMBER, line)
                        .append(collection.collectionId())
                        .append('\t')
                        .append(escaped(collection.title()))
                        .append('\n');
            }
        }
    }

    private StringBuilder row(Table table, BulkLine line) {
        return rows.computeIfAbsent(table, _ -> new StringBuilder())
                .append(line.variantId())
                .append('\t');
    }

    private static String facts(BulkLine line) {
        try {
            return escaped(BulkLine.JSON.writeValueAsString(line.variant()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a variant must be writable as JSON", e);
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(time.getNano());
    }

    void copyTo(BulkStage stage, Handle handle) {
        rows.forEach((table, text) -> stage.copy(handle, table, text));
    }
}
