package io.stockrule.command;

import io.stockrule.stock.Decision;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.TraceStep;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Writes decisions as CSV, and counts them.
final class DecisionsOut {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

    private final Writer out;
    private final CSVPrinter csv;
    private long lists;
    private long stops;
    private long holds;

    /// Begins with the header.
    DecisionsOut(Writer out) throws IOException {
        this.out = out;
        this.csv = FORMAT.print(out);
        csv.printRecord("sku", "decision", "quantity", "reason");
    }

    void add(String sku, Decision decision) throws IOException {
        var quantity = decision.quantity();
        csv.printRecord(
                sku, counted(decision.outcome()), quantity.isPresent() ? quantity.getAsInt() : "", reason(decision));
    }

    void flush() throws IOException {
        out.flush();
        if (out instanceof PrintWriter quiet && quiet.checkError()) {
            throw new IOException("the decisions cannot be written");
        }
    }

    private String counted(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lists _ -> {
                lists++;
                yield "lists";
            }
            case Outcome.Stops _ -> {
                stops++;
                yield "stops";
            }
            case Outcome.Holds _ -> {
                holds++;
                yield "holds";
            }
        };
    }

    /// The way to the decision; of one without it, what a hold itself says.
    private static String reason(Decision decision) {
        if (decision.trace().isEmpty()) {
            return decision.outcome() instanceof Outcome.Holds(var reason) ? reason : "";
        }
        return decision.trace().stream().map(TraceStep::sentence).collect(Collectors.joining(" · "));
    }

    long total() {
        return lists + stops + holds;
    }

    String summary() {
        return String.format(Locale.ROOT, "%,d decided: %,d lists, %,d stops, %,d holds", total(), lists, stops, holds);
    }
}
