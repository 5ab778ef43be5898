package io.stockrule.stockfile;

import io.stockrule.stockfile.StockRows.StockRow;
import io.stockrule.table.Mistake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Gathers the rows of each variant from a file that has one per location, wherever in the file they stand: a number
/// decided before the last of them would be wrong.
///
/// Of variants whose rows follow each other only one is kept, until the next one begins. Others take memory for each of
/// their rows until the file ends, so there is a limit.
final class Gathered {
    static final int MOST_ROWS = 1_000_000;

    private final Predicate<Item> isScattered;
    private final Map<String, Variant> scattered = new LinkedHashMap<>();
    private String lastKey = "";
    private int rows;
    private @Nullable Variant last;
    private Optional<Mistake> lost = Optional.empty();

    /// @param isScattered whether rows of it, or of another variant with its SKU, may come when another one has begun
    Gathered(Predicate<Item> isScattered) {
        this.isScattered = isScattered;
    }

    /// All rows of one variant.
    static final class Variant {
        private final List<StockRow> rows = new ArrayList<>(2);
        private Optional<Mistake> lost = Optional.empty();

        List<StockRow> rows() {
            return rows;
        }

        /// The first row with the levels of all.
        StockRow joined() {
            var first = rows.getFirst();
            var levels = rows.stream()
                    .flatMap(row -> row.facts().variant().stock().stream())
                    .toList();
            return first.with(first.facts().variant().withStock(levels));
        }

        /// Why its stock is not known: a row of its own has a mistake, or one that may be its own cannot be read.
        Optional<String> unknown() {
            return rows.stream()
                    .filter(row -> !row.mistakes().isEmpty())
                    .findFirst()
                    .map(row -> "its row on line %d has a mistake".formatted(row.line()))
                    .or(() -> lost.map(
                            it -> "line %d cannot be read, and may be another row of it".formatted(it.line())));
        }
    }

    /// @return the variant of which all rows have come, now that another one begins
    Optional<Variant> add(StockRow row) throws IOException {
        var key = key(row.item());
        var before = last;
        boolean goesOn = before != null && key.equals(lastKey);
        var ended = goesOn ? Optional.<Variant>empty() : end();
        var variant = before != null && goesOn ? before : begun(row.item());
        variant.rows.add(checked(row, variant));
        variant.lost = variant.lost.or(() -> lost);
        lost = Optional.empty();
        last = variant;
        lastKey = key;
        if (scattered.containsKey(key)) {
            count();
        }
        return ended;
    }

    private Variant begun(Item item) {
        return isScattered.test(item) ? scattered.computeIfAbsent(key(item), _ -> new Variant()) : new Variant();
    }

    private void count() throws IOException {
        if (++rows > MOST_ROWS) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "it has more than %,d rows with a location each; split it, with all rows of a product in one part,"
                            + " or sort it by product, and give it as a file",
                    MOST_ROWS));
        }
    }

    /// The last variant that came, if no more rows of it can come.
    Optional<Variant> end() {
        return Optional.ofNullable(last).filter(_ -> !scattered.containsKey(lastKey));
    }

    /// A row that cannot be read belongs to the variant before it, to the one behind it, or is one of its own.
    void lose(Mistake mistake) {
        if (last != null) {
            last.lost = last.lost.or(() -> Optional.of(mistake));
        }
        lost = Optional.of(mistake);
    }

    /// Those that are complete only at the end of the file.
    Collection<Variant> scattered() {
        return scattered.values();
    }

    /// Variants that share a SKU are kept apart as long as their handle and options tell them apart.
    static String key(Item item) {
        return item.handle() + '\0' + item.options() + '\0' + item.sku();
    }

    private StockRow checked(StockRow row, Variant variant) {
        var location = row.location();
        return variant.rows.stream()
                .filter(other -> other.location().equals(location))
                .findFirst()
                .map(other -> row.mistaken(new Mistake(
                        row.line(),
                        1,
                        "the location %s of %s stands on line %d already"
                                .formatted(Mistake.quoted(location), row.item().name(), other.line()))))
                .orElseGet(() -> variant.rows.isEmpty() ? row : alike(row, variant.rows.getFirst()));
    }

    /// What is set for a listing is set for all of it.
    private static StockRow alike(StockRow row, StockRow first) {
        var alike = row.alike(first);
        return row.facts().overrides().equals(first.facts().overrides())
                ? alike
                : alike.mistaken(new Mistake(
                        row.line(),
                        1,
                        "what is set for %s (pin, cap, reserve more) is not what line %d says"
                                .formatted(row.item().name(), first.line())));
    }
}
