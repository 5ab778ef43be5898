package io.stockrule.command;

import io.stockrule.table.Mistake;
import io.stockrule.table.Row;
import io.stockrule.table.Table;
import io.stockrule.table.Cell;
import io.stockrule.command.StockHeader.Columns;
import io.stockrule.language.Profile;
import io.stockrule.rules.Question;
import io.stockrule.rules.Rules;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Decides a stock file a batch at a time: of lines that are decided only their SKUs' hashes are kept.
final class DecideRun {
    private final Profile profile;
    private final Rules rules;
    private final Options options;
    private final Complaints complaints;
    private final Progress progress;

    DecideRun(Profile profile, Rules rules, Options options, Complaints complaints, Progress progress) {
        this.profile = profile;
        this.rules = rules;
        this.options = options;
        this.complaints = complaints;
        this.progress = progress;
    }

    /// @param renamed what columns mean whose names do not say it, by their names
    /// @param marketplace of lines that give none
    /// @param at date and time in the merchant's zone
    /// @param withReasons whether numbers are explained too, and not only holds
    record Options(Map<String, Meaning> renamed, String marketplace, LocalDateTime at, boolean withReasons) {}

    /// What it came to.
    enum End {
        FINE,
        WITH_MISTAKES,
        /// The header has a mistake.
        NOT_BEGUN
    }

    End run(Table stock, Writer out) throws IOException {
        var columns = header(stock);
        if (columns.isEmpty()) {
            return End.NOT_BEGUN;
        }
        var decisions = new DecisionsOut(out);
        new Pass(columns.get(), decisions).over(stock);
        stock.remark().ifPresent(remark -> progress.say("stockrule: " + remark));
        complaints.end();
        progress.say("stockrule: " + summary(decisions));
        return complaints.lines() == 0 ? End.FINE : End.WITH_MISTAKES;
    }

    private String summary(DecisionsOut decisions) {
        return complaints.lines() == 0
                ? decisions.summary()
                : String.format(Locale.ROOT, "%s; %,d with mistakes", decisions.summary(), complaints.lines());
    }

    private Optional<Columns> header(Table stock) {
        var mistakes = new ArrayList<Mistake>();
        var columns = stock.header().flatMap(row -> switch (row) {
            case Row.Cells(long _, var cells) -> Optional.of(StockHeader.read(cells, options.renamed()));
            case Row.Broken(var mistake) -> {
                mistakes.add(mistake);
                yield Optional.<Columns>empty();
            }
        });
        columns.ifPresent(found -> mistakes.addAll(found.mistakes()));
        if (columns.isEmpty() && mistakes.isEmpty()) {
            mistakes.add(
                    new Mistake(1, 1, "the file is empty; its first line names the columns, such as sku,available"));
        }
        if (!mistakes.isEmpty()) {
            complaints.add(mistakes);
            return Optional.empty();
        }
        columns.map(Columns::unused)
                .filter(unused -> !unused.isEmpty())
                .ifPresent(unused -> progress.say("stockrule: columns not used: "
                        + String.join(", ", unused.stream().map(Mistake::quoted).toList())));
        return columns;
    }

    /// The lines behind the header.
    private final class Pass {
        private static final int BATCH = 1_000;

        private final Columns columns;
        private final StockRows rows;
        private final DecisionsOut decisions;
        private final SeenSkus seen = new SeenSkus();
        private final List<StockRows.Row> batch = new ArrayList<>(BATCH);

        Pass(Columns columns, DecisionsOut decisions) {
            this.columns = columns;
            this.decisions = decisions;
            this.rows =
                    new StockRows(columns, profile.selection().aChosenWarehouse(), options.marketplace(), options.at());
        }

        void over(Table stock) throws IOException {
            stock.needs(columns.used());
            for (var row = stock.next(); row.isPresent(); row = stock.next()) {
                switch (row.get()) {
                    case Row.Cells(long line, var cells) -> take(line, cells);
                    case Row.Broken(var mistake) -> complaints.add(List.of(mistake));
                }
            }
            decideBatch();
        }

        private void take(long line, List<Cell> cells) throws IOException {
            var row = rows.read(cells);
            long first = seen.firstLine(row.sku(), line);
            if (first != line) {
                complaints.add(List.of(again(row.sku(), line, first)));
            } else if (!row.mistakes().isEmpty()) {
                complaints.add(row.mistakes());
            } else {
                batch.add(row);
                if (batch.size() == BATCH) {
                    decideBatch();
                }
            }
        }

        private static Mistake again(String sku, long line, long first) {
            return new Mistake(line, 1, "the sku %s stands on line %d already".formatted(Mistake.quoted(sku), first));
        }

        private void decideBatch() throws IOException {
            var questions = batch.stream()
                    .map(row -> new Question(profile, row.facts()))
                    .toList();
            var decided = options.withReasons() ? rules.decide(questions) : rules.decideWithoutTrace(questions);
            for (int i = 0; i < decided.size(); i++) {
                decisions.add(batch.get(i).sku(), decided.get(i));
            }
            batch.clear();
            decisions.flush();
            progress.count(decisions.total());
        }
    }
}
