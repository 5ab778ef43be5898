package io.stockrule.stockfile;

import static io.stockrule.table.Mistake.quoted;

import io.stockrule.stock.HeldPart;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.ListingOverride.Kind;
import io.stockrule.stock.OverrideCells;
import io.stockrule.stock.Overrides;
import io.stockrule.stock.ProductStates;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import io.stockrule.stockfile.Meaning.HeldLevel;
import io.stockrule.stockfile.Meaning.Level;
import io.stockrule.stockfile.Meaning.Word;
import io.stockrule.stockfile.ProductRows.Told;
import io.stockrule.stockfile.StockHeader.Columns;
import io.stockrule.table.Cell;
import io.stockrule.table.Mistake;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the facts of a listing from a record of a stock file.
final class StockRows {
    /// As many as a listing may have.
    private static final long LARGEST_PACK = 1_000_000;

    private static final Map<String, Boolean> YES_OR_NO =
            Map.of("yes", true, "true", true, "continue", true, "no", false, "false", false, "deny", false);

    /// Shopify's word for a variant that a location does not have.
    private static final String NOT_STOCKED = "not stocked";

    /// Shopify's exports keep spreadsheets from taking a barcode for a number: `'0401234567891`.
    private static final Pattern BARCODE = Pattern.compile("'[0-9]+");

    private final WordPlaces words;
    private final List<LevelPlace> levels;
    /// By name, where the cells of each stand.
    private final Map<String, Integer> metafields;

    private final AWarehouse aWarehouse;
    private final String marketplace;
    private final Optional<LocalDate> date;
    private final Optional<LocalTime> time;
    private final ProductRows products;
    private final boolean hasOverrides;
    private final Map<String, String> locations = new HashMap<>();

    /// @param aWarehouse where units lie that are just available
    /// @param marketplace of lines that give none
    /// @param at date and time in the merchant's zone
    StockRows(Columns columns, AWarehouse aWarehouse, String marketplace, LocalDateTime at) {
        this.words = new WordPlaces(columns.places());
        this.levels = levels(columns.places());
        this.metafields = metafields(columns.places());
        this.aWarehouse = aWarehouse;
        this.marketplace = marketplace;
        this.date = Optional.of(at.toLocalDate());
        this.time = Optional.of(at.toLocalTime());
        this.products = new ProductRows(words);
        this.hasOverrides = Arrays.stream(Kind.values()).map(StockRows::word).anyMatch(words::has);
    }

    private static Word word(Kind kind) {
        return switch (kind) {
            case RESERVE -> Word.RESERVE_MORE;
            case CAP -> Word.CAP;
            case PIN -> Word.PIN;
        };
    }

    private static Map<String, Integer> metafields(Map<Meaning, Integer> places) {
        var metafields = new HashMap<String, Integer>();
        places.forEach((meaning, place) -> {
            if (meaning instanceof Meaning.Metafield(var name)) {
                metafields.put(name, place);
            }
        });
        return metafields;
    }

    /// A column of units.
    ///
    /// @param warehouse where they lie; null where the row says it, or where it is all one
    /// @param held columns of what else lies there
    private record LevelPlace(@Nullable String warehouse, int place, Map<HeldPart, Integer> held) {}

    private static List<LevelPlace> levels(Map<Meaning, Integer> places) {
        var levels = new ArrayList<LevelPlace>();
        places.forEach((meaning, place) -> {
            if (meaning instanceof Level(var warehouse)) {
                levels.add(new LevelPlace(warehouse, place, held(places, part -> new HeldLevel(part, warehouse))));
            } else if (meaning == Word.AVAILABLE) {
                levels.add(new LevelPlace(null, place, held(places, StockRows::word)));
            }
        });
        return levels;
    }

    private static Map<HeldPart, Integer> held(Map<Meaning, Integer> places, Function<HeldPart, Meaning> meaning) {
        var held = new EnumMap<HeldPart, Integer>(HeldPart.class);
        for (var part : HeldPart.values()) {
            var place = places.get(meaning.apply(part));
            if (place != null) {
                held.put(part, place);
            }
        }
        return held;
    }

    private static Word word(HeldPart part) {
        return switch (part) {
            case ON_HAND -> Word.ON_HAND;
            case COMMITTED -> Word.COMMITTED;
            case INCOMING -> Word.INCOMING;
        };
    }

    /// @param location that it is about, empty if the file has no such column
    /// @param mistakes in its cells; there are facts to decide on only where there is none
    record StockRow(long line, Item item, String location, ListingFacts facts, List<Mistake> mistakes) {
        StockRow with(VariantFacts variant) {
            return new StockRow(line, item, location, facts.with(variant), mistakes);
        }

        /// The same levels, while all else is that of another row: nothing is kept twice.
        StockRow alike(StockRow other) {
            return new StockRow(
                    line,
                    other.item(),
                    location,
                    other.with(other.facts().variant().withStock(facts.variant().stock()))
                            .facts(),
                    mistakes);
        }

        StockRow mistaken(Mistake mistake) {
            var all = new ArrayList<>(mistakes);
            all.add(mistake);
            return new StockRow(line, item, location, facts, all);
        }
    }

    /// What a row is about, without a look at all else.
    ///
    /// @return nothing for a row that is about no variant
    Optional<Item> item(List<Cell> cells) {
        return products.told(cells) instanceof Told.Above && products.isWithoutVariant(cells)
                ? Optional.empty()
                : Optional.of(new Reading(cells).item());
    }

    /// @return nothing for a row that is about no variant
    Optional<StockRow> read(long line, List<Cell> cells) {
        var told = products.told(cells);
        if (told instanceof Told.Above && products.isWithoutVariant(cells)) {
            return Optional.empty();
        }
        var row = new Reading(told instanceof Told.Above(var filled) ? filled : cells);
        if (told instanceof Told.Elsewhere(var handle)) {
            row.mistakes.add(new Mistake(
                    line,
                    1,
                    "the first row of the handle %s, with title, vendor and tags, does not stand above"
                            .formatted(quoted(handle))));
        }
        return Optional.of(new StockRow(line, row.item(), row.location(), row.facts(), row.mistakes));
    }

    /// One row being read.
    private final class Reading {
        private final List<Cell> cells;
        private final List<Mistake> mistakes = new ArrayList<>();

        Reading(List<Cell> cells) {
            this.cells = cells;
        }

        Item item() {
            return new Item(sku(), plain(Word.HANDLE), options());
        }

        /// A variant without any has Shopify's "Default Title".
        private String options() {
            return words.has(Word.OPTION_1) || words.has(Word.OPTION_2) || words.has(Word.OPTION_3)
                    ? Stream.of(Word.OPTION_1, Word.OPTION_2, Word.OPTION_3)
                            .map(this::plain)
                            .filter(option -> !option.isEmpty() && !option.equals("Default Title"))
                            .collect(Collectors.joining(" / "))
                    : "";
        }

        String location() {
            var cell = words.cell(Word.LOCATION, cells);
            if (cell != null && cell.isEmpty()) {
                mistakes.add(Mistake.at(cell, "the location is empty"));
            }
            return place();
        }

        private String place() {
            return locations.computeIfAbsent(plain(Word.LOCATION), it -> it);
        }

        /// Exactly as it is written: spaces are part of it. A line break in it comes from a quote gone wrong.
        private String sku() {
            var named = words.cell(Word.SKU, cells);
            if ((named == null || named.isEmpty()) && !plain(Word.HANDLE).isEmpty()) {
                return "";
            }
            var cell = named != null ? named : Objects.requireNonNull(words.cell(Word.HANDLE, cells));
            if (cell.isEmpty()) {
                mistakes.add(Mistake.at(cell, "the sku is empty"));
            } else if (hasControlCharacter(cell.text())) {
                mistakes.add(Mistake.at(
                        cell,
                        "the sku %s has a line break or another control character".formatted(quoted(cell.text()))));
            }
            return cell.text();
        }

        private static boolean hasControlCharacter(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (Character.isISOControl(text.charAt(i))) {
                    return true;
                }
            }
            return false;
        }

        ListingFacts facts() {
            if (aWarehouse.isOfAll()) {
                return facts(stock(aWarehouse.name()));
            }
            var facts = facts(List.of());
            return facts.withStock(stock(aWarehouse.of(facts)));
        }

        private ListingFacts facts(List<WarehouseStock> stock) {
            var here = words.text(Word.MARKETPLACE, cells).strip();
            return new ListingFacts(
                    variant(stock),
                    here.isEmpty() ? marketplace : here,
                    packSize(),
                    OptionalInt.empty(),
                    date,
                    time,
                    overrides());
        }

        private Overrides overrides() {
            return hasOverrides
                    ? OverrideCells.read(kind -> words.text(word(kind), cells), this::units)
                    : Overrides.NONE;
        }

        private int units(Kind kind, String text, int fewest, int most) {
            return (int) number(Objects.requireNonNull(words.cell(word(kind), cells)), text, fewest, most);
        }

        private VariantFacts variant(List<WarehouseStock> stock) {
            var sku = words.text(Word.SKU, cells);
            var tracker = words.cell(Word.TRACKER, cells);
            return new VariantFacts(
                            sku.isBlank() ? "" : sku,
                            text(Word.TITLE),
                            text(Word.VENDOR),
                            text(Word.PRODUCT_TYPE),
                            texts(Word.TAG, ','), // Shopify's tags have no comma
                            barcode(),
                            texts(Word.COLLECTION, ';'),
                            tracker == null || !tracker.isEmpty(),
                            keepsSelling(),
                            stock)
                    .with(status(), metafieldTexts());
        }

        /// As profiles may test it, so that a slip does not pass for a product whose status is not known.
        private String status() {
            var status = text(Word.PRODUCT_STATUS).strip();
            var known = status.toUpperCase(Locale.ROOT);
            if (!status.isEmpty() && !ProductStates.ALL.contains(known)) {
                mistakes.add(Mistake.at(
                        Objects.requireNonNull(words.cell(Word.PRODUCT_STATUS, cells)),
                        "%s is no product status; Shopify's are active, archived, draft, unlisted"
                                .formatted(quoted(status))));
            }
            return known;
        }

        private Map<String, String> metafieldTexts() {
            if (metafields.isEmpty()) {
                return Map.of();
            }
            var texts = new HashMap<String, String>();
            metafields.forEach((name, place) -> {
                var text = Normalizer.normalize(cells.get(place).text(), Normalizer.Form.NFC);
                if (!text.isEmpty()) {
                    texts.put(name, text);
                }
            });
            return texts;
        }

        /// @param aWarehouse where units lie that are just available
        private List<WarehouseStock> stock(String aWarehouse) {
            var stock = new ArrayList<WarehouseStock>(levels.size());
            for (var level : levels) {
                var available = cells.get(level.place());
                if (!available.text().strip().equalsIgnoreCase(NOT_STOCKED)) {
                    stock.add(level(level, warehouse(level, aWarehouse), units(available)));
                }
            }
            return stock;
        }

        private WarehouseStock level(LevelPlace level, String warehouse, OptionalLong available) {
            return level.held().isEmpty()
                    ? new WarehouseStock(warehouse, available, true)
                    : new WarehouseStock(
                            warehouse,
                            available,
                            true,
                            held(level, HeldPart.ON_HAND),
                            held(level, HeldPart.COMMITTED),
                            held(level, HeldPart.INCOMING));
        }

        private OptionalLong held(LevelPlace level, HeldPart part) {
            var place = level.held().get(part);
            return place == null ? OptionalLong.empty() : units(cells.get(place));
        }

        private String warehouse(LevelPlace level, String aWarehouse) {
            if (level.warehouse() != null) {
                return level.warehouse();
            }
            return words.has(Word.LOCATION) ? place() : aWarehouse;
        }

        private OptionalLong units(Cell cell) {
            return cell.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(number(cell, Long.MIN_VALUE, Long.MAX_VALUE));
        }

        private int packSize() {
            var cell = words.cell(Word.PACK, cells);
            return cell == null || cell.isEmpty() ? 1 : (int) number(cell, 1, LARGEST_PACK);
        }

        /// After a mistake any number will do, as the row is not decided.
        private long number(Cell cell, long smallest, long largest) {
            return number(cell, cell.text().strip(), smallest, largest);
        }

        /// @param text of the cell, or a part of it
        private long number(Cell cell, String text, long smallest, long largest) {
            return switch (WholeNumber.read(text, smallest, largest)) {
                case WholeNumber.Valid(long number) -> number;
                case WholeNumber.Invalid(var message) -> {
                    mistakes.add(Mistake.at(cell, message));
                    yield smallest;
                }
            };
        }

        private boolean keepsSelling() {
            var cell = words.cell(Word.KEEPS_SELLING, cells);
            if (cell == null || cell.isEmpty()) {
                return false;
            }
            var keeps = YES_OR_NO.get(cell.text().strip().toLowerCase(Locale.ROOT));
            if (keeps == null) {
                mistakes.add(Mistake.at(cell, "%s is neither yes nor no".formatted(quoted(cell.text()))));
                return false;
            }
            return keeps;
        }

        private String barcode() {
            var barcode = text(Word.BARCODE);
            return BARCODE.matcher(barcode.strip()).matches() ? barcode.strip().substring(1) : barcode;
        }

        private String plain(Word word) {
            return Meaning.normal(words.text(word, cells));
        }

        private List<String> texts(Word word, char separator) {
            var all = text(word);
            if (all.isBlank()) {
                return List.of();
            }
            var texts = new ArrayList<String>();
            int start = 0;
            while (start <= all.length()) {
                int next = all.indexOf(separator, start);
                int end = next < 0 ? all.length() : next;
                var text = all.substring(start, end).strip();
                if (!text.isEmpty()) {
                    texts.add(text);
                }
                start = end + 1;
            }
            return texts;
        }

        private String text(Word word) {
            return Normalizer.normalize(words.text(word, cells), Normalizer.Form.NFC);
        }
    }
}
