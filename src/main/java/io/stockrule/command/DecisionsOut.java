package io.stockrule.command;

import io.stockrule.stockfile.DecisionCells;
import io.stockrule.stockfile.Item;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Writes decisions as CSV, and counts them.
final class DecisionsOut {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();
    private static final List<String> COLUMNS = List.of("sku", "decision", "quantity", "reason");
    private static final List<String> WITH_HANDLES =
            List.of("sku", "decision", "quantity", "reason", "handle", "options");

    private final Writer out;
    private final CSVPrinter csv;
    private final boolean hasHandles;
    private long lists;
    private long stops;
    private long holds;

    /// Begins with the header.
    ///
    /// @param hasHandles whether variants have a handle and options, by which they are known where they have no SKU
    DecisionsOut(Writer out, boolean hasHandles) throws IOException {
        this.out = out;
        this.csv = FORMAT.print(out);
        this.hasHandles = hasHandles;
        csv.printRecord(hasHandles ? WITH_HANDLES : COLUMNS);
    }

    void add(Item item, DecisionCells decision) throws IOException {
        count(decision.kind());
        var row = new ArrayList<>(List.of(item.sku(), decision.kind().word(), decision.quantity(), decision.reason()));
        if (hasHandles) {
            row.addAll(List.of(item.handle(), item.options()));
        }
        csv.printRecord(row);
    }

    void flush() throws IOException {
        out.flush();
        if (out instanceof PrintWriter quiet && quiet.checkError()) {
            throw new IOException("the decisions cannot be written");
        }
    }

    private void count(DecisionCells.Kind kind) {
        switch (kind) {
            case LISTS -> lists++;
            case STOPS -> stops++;
            case HOLDS -> holds++;
        }
    }

    long total() {
        return lists + stops + holds;
    }

    String summary() {
        return "%s decided: %s listed, %s stopped, %s held"
                .formatted(
                        Counted.of(total(), "line"),
                        Counted.orNone(lists),
                        Counted.orNone(stops),
                        Counted.orNone(holds));
    }
}
