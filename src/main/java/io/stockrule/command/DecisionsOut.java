package io.stockrule.command;

import io.stockrule.stock.Decision;
import io.stockrule.stock.Outcome;
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

    void add(Item item, Decision decision) throws IOException {
        count(decision.outcome());
        var cells = DecisionCells.of(decision);
        var row = new ArrayList<>(List.of(item.sku(), cells.decision(), cells.quantity(), cells.reason()));
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

    private void count(Outcome outcome) {
        switch (outcome) {
            case Outcome.Lists _ -> lists++;
            case Outcome.Stops _ -> stops++;
            case Outcome.Holds _ -> holds++;
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
