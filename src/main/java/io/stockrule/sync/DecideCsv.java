package io.stockrule.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stockrule.language.Profile;
import io.stockrule.rules.Rules;
import io.stockrule.stockfile.Answers;
import io.stockrule.stockfile.DecideRun;
import io.stockrule.stockfile.DecisionCells;
import io.stockrule.stockfile.Item;
import io.stockrule.stockfile.StockFile;
import io.stockrule.table.Mistake;
import io.stockrule.table.Table;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// What becomes of a stock file, as a table that is written while the file is read: a row for each variant that is
/// decided and for each row that is refused; a `warning` or a `remark` is no row of the file.
final class DecideCsv implements Answers {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

    private final CSVPrinter csv;

    private DecideCsv(CSVPrinter csv) {
        this.csv = csv;
    }

    /// @param stock whose header has no mistakes
    /// @param again the same file
    /// @throws UncheckedIOException if nobody takes the answer any more
    static void write(
            Profile profile, Rules rules, DecideRun.Options options, Table stock, StockFile again, OutputStream out) {
        try (var csv = FORMAT.print(new BufferedWriter(new OutputStreamWriter(out, UTF_8)))) {
            csv.printRecord("line", "sku", "decision", "quantity", "reason", "handle", "options");
            var answer = new DecideCsv(csv);
            try {
                DecideRun.decide(profile, rules, options, stock, Optional.of(again), answer);
            } catch (IOException e) {
                answer.print("", "", "broken off", "", "the file cannot be read further: " + e.getMessage());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void decided(long line, Item item, DecisionCells decision) {
        print(
                Long.toString(line),
                item.sku(),
                decision.kind().word(),
                decision.quantity(),
                decision.reason(),
                item.handle(),
                item.options());
    }

    @Override
    public void refused(List<Mistake> mistakes) {
        var reasons = mistakes.stream()
                .map(mistake -> "column %d: %s".formatted(mistake.column(), mistake.message()))
                .collect(Collectors.joining(" · "));
        print(Long.toString(mistakes.getFirst().line()), "", "refused", "", reasons);
    }

    @Override
    public void doubted(Mistake doubt) {
        print(Long.toString(doubt.line()), "", "warning", "", doubt.message());
    }

    @Override
    public void remark(String sentence) {
        print("", "", "remark", "", sentence);
    }

    @Override
    public void flush() {
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(String line, String sku, String decision, String quantity, String reason) {
        print(line, sku, decision, quantity, reason, "", "");
    }

    private void print(
            String line, String sku, String decision, String quantity, String reason, String handle, String options) {
        try {
            csv.printRecord(line, sku, decision, quantity, reason, handle, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
