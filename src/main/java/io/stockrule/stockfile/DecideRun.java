package io.stockrule.stockfile;

import io.stockrule.language.Profile;
import io.stockrule.language.meaning.FactsRead;
import io.stockrule.rules.Rules;
import io.stockrule.stockfile.Meaning.Word;
import io.stockrule.stockfile.StockHeader.Columns;
import io.stockrule.stockfile.StockRows.StockRow;
import io.stockrule.table.Cell;
import io.stockrule.table.Mistake;
import io.stockrule.table.Row;
import io.stockrule.table.Table;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Decides a stock file a batch at a time: of rows that are decided only their SKUs' hashes are kept. Of a file with a
/// row per location those variants are kept whose rows are scattered; to know which these are, it is read twice.
public final class DecideRun {
    private final Profile profile;
    private final Options options;
    private final Table stock;
    private final Columns columns;
    private final StockRows rows;
    private final Answers answers;
    private final SeenSkus seen = new SeenSkus();
    private final Gathered gathered;
    private final Batches batches;
    private long decided;
    private long refused;
    private long pictures;

    /// @param renamed what columns mean whose names do not say it, by their names
    /// @param marketplace of rows that give none
    /// @param at date and time in the merchant's zone
    /// @param withReasons whether numbers are explained too, and not only holds
    public record Options(Map<String, Meaning> renamed, String marketplace, LocalDateTime at, boolean withReasons) {}

    private DecideRun(
            Profile profile, Options options, Table stock, Optional<StockFile> again, Answers answers, Batches batches)
            throws IOException {
        this.profile = profile;
        this.options = options;
        this.stock = stock;
        this.columns = columns(profile, stock, options);
        this.answers = answers;
        this.batches = batches;
        this.rows = rows();
        this.gathered = new Gathered(scattered(again));
    }

    private StockRows rows() {
        return new StockRows(columns, AWarehouse.of(profile), options.marketplace(), options.at());
    }

    /// Of a file that can be read once only, any variant may be.
    private Predicate<Item> scattered(Optional<StockFile> again) throws IOException {
        if (again.isEmpty() || !hasLocations()) {
            return _ -> true;
        }
        var file = again.get();
        try (var in = file.source().open()) {
            return Scattered.in(Table.open(in, file.encoding(), file.mostBytes()), columns, rows())::has;
        }
    }

    private boolean hasLocations() {
        return columns.has(Word.LOCATION);
    }

    /// What is wrong with a file's header; nothing can be decided unless this is empty.
    public static List<Mistake> mistakesOfHeader(Profile profile, Table stock, Options options) {
        return switch (stock.header().orElse(null)) {
            case null ->
                List.of(new Mistake(
                        1, 1, "the file is empty; its first line names the columns, such as sku,available"));
            case Row.Broken(var mistake) -> List.of(mistake);
            case Row.Cells(long _, var cells) ->
                StockHeader.read(cells, options.renamed(), FactsRead.holdingsBy(profile))
                        .mistakes();
        };
    }

    /// Whether a file's variants have a handle and options, by which they are known where they have no SKU.
    ///
    /// @param stock whose header has no mistakes
    public static boolean hasHandles(Table stock, Options options) {
        return columns(Profile.named(""), stock, options).has(Word.HANDLE);
    }

    /// @param stock whose header has no mistakes
    /// @param again the same file, if it can be read once more
    /// @throws IOException if the file or the answers end too early, or it has more rows than can be gathered
    public static Rows decide(
            Profile profile, Rules rules, Options options, Table stock, Optional<StockFile> again, Answers answers)
            throws IOException {
        try (var batches = new Batches(profile, rules, options.withReasons(), answers)) {
            return new DecideRun(profile, options, stock, again, answers, batches).overAll();
        }
    }

    private static Columns columns(Profile profile, Table stock, Options options) {
        if (stock.header().orElse(null) instanceof Row.Cells(long _, var cells)) {
            return StockHeader.read(cells, options.renamed(), FactsRead.holdingsBy(profile));
        }
        throw new IllegalArgumentException("a file without a header is not decided");
    }

    private Rows overAll() throws IOException {
        if (!columns.unused().isEmpty()) {
            answers.remark("columns not used: "
                    + String.join(
                            ", ", columns.unused().stream().map(Mistake::quoted).toList()));
        }
        stock.needs(columns.used());
        try {
            takeAll();
        } catch (IOException | RuntimeException e) {
            batches.breakOff(e);
            throw e;
        }
        batches.end();
        if (stock.remark().isPresent()) {
            answers.remark(stock.remark().get());
        }
        return new Rows(decided, refused, pictures);
    }

    private void takeAll() throws IOException {
        for (var row = stock.next(); row.isPresent(); row = stock.next()) {
            switch (row.get()) {
                case Row.Cells(long line, var cells) -> take(line, cells);
                case Row.Broken(var mistake) -> {
                    gathered.lose(mistake);
                    refuse(List.of(mistake));
                }
            }
        }
        take(gathered.end());
        for (var variant : gathered.scattered()) {
            take(variant);
        }
    }

    private void take(long line, List<Cell> cells) throws IOException {
        var read = rows.read(line, cells);
        if (read.isEmpty()) {
            pictures++;
            return;
        }
        var row = read.get();
        if (hasLocations()) {
            take(gathered.add(row));
        } else if (!isRepeated(row)) {
            takeSingle(row);
        }
    }

    private void takeSingle(StockRow row) throws IOException {
        if (row.mistakes().isEmpty()) {
            add(row, 1);
        } else {
            refuse(row.mistakes());
        }
    }

    private void take(Optional<Gathered.Variant> variant) throws IOException {
        if (variant.isPresent()) {
            take(variant.get());
        }
    }

    /// All rows of a variant are decided, or none.
    private void take(Gathered.Variant variant) throws IOException {
        var unknown = variant.unknown();
        var first = variant.rows().getFirst();
        if (unknown.isEmpty() && !isSeen(first)) {
            add(variant.joined(), variant.rows().size());
            return;
        }
        for (var row : variant.rows()) {
            if (!row.mistakes().isEmpty()) {
                refuse(row.mistakes());
            } else if (unknown.isPresent()) {
                refuse(List.of(new Mistake(
                        row.line(),
                        1,
                        "the stock of %s is not known: %s".formatted(row.item().name(), unknown.get()))));
            } else {
                refuse(List.of(again(row)));
            }
        }
    }

    private boolean isRepeated(StockRow row) throws IOException {
        boolean isSeen = isSeen(row);
        if (isSeen) {
            refuse(List.of(again(row)));
        }
        return isSeen;
    }

    private boolean isSeen(StockRow row) {
        return seen.firstLine(row.item().key(), row.line()) != row.line();
    }

    private Mistake again(StockRow row) {
        long first = seen.firstLine(row.item().key(), row.line());
        return new Mistake(
                row.line(),
                1,
                "%s stands on line %d already".formatted(row.item().name(), first));
    }

    private void refuse(List<Mistake> mistakes) throws IOException {
        refused++;
        batches.say(() -> answers.refused(mistakes));
    }

    private void add(StockRow row, int rowsOfIt) throws IOException {
        var doubt = row.item().spoilt();
        if (doubt.isPresent()) {
            var mistake = new Mistake(row.line(), 1, doubt.get());
            batches.say(() -> answers.doubted(mistake));
        }
        decided += rowsOfIt;
        batches.add(row);
    }
}
