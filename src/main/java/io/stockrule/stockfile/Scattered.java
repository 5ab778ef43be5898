package io.stockrule.stockfile;

import io.stockrule.stockfile.StockHeader.Columns;
import io.stockrule.table.Row;
import io.stockrule.table.Table;
import java.io.IOException;

/// The SKUs of a file with a row per location whose rows do not follow each other, or are of more than one variant. All
/// others can be decided as soon as their last row has come, and few files have any of these: Shopify's exports have
/// none.
final class Scattered {
    private final SeenSkus begun = new SeenSkus();
    private final SeenSkus scattered = new SeenSkus();
    private String last = "";

    private Scattered() {}

    /// Reads a file to its end, and keeps only hashes.
    static Scattered in(Table stock, Columns columns, StockRows rows) throws IOException {
        var found = new Scattered();
        stock.needs(columns.used());
        for (var row = stock.next(); row.isPresent(); row = stock.next()) {
            if (row.get() instanceof Row.Cells(long line, var cells)) {
                rows.item(cells).ifPresent(item -> found.add(item, line));
            }
        }
        return found;
    }

    private void add(Item item, long line) {
        var variant = Gathered.key(item);
        if (!variant.equals(last) && begun.firstLine(item.key(), line) != line) {
            scattered.firstLine(item.key(), line);
        }
        last = variant;
    }

    boolean has(Item item) {
        return scattered.has(item.key());
    }
}
