package io.stockrule.rules.scenario;

import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.ListingOverride.Kind;
import io.stockrule.stock.OverrideCells;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the facts of a scenario from its cells.
public final class ScenarioFacts {
    private static final Pattern LEVEL = Pattern.compile("(?<warehouse>.+?) (?<units>-?[0-9]+|unknown)"
            + "( on hand (?<hand>-?[0-9]+))?( committed (?<committed>-?[0-9]+))?( incoming (?<incoming>-?[0-9]+))?"
            + "(?<inactive> inactive)?");
    private static final String UNTRACKED = "untracked";

    /// What an included file may look at and the steps do not.
    static final Set<String> OPTIONAL_COLUMNS = Set.of(
            "sku",
            "title",
            "vendor",
            "product type",
            "tags",
            "collections",
            "barcode",
            "marketplace",
            "product status",
            "metafields",
            "keeps selling",
            "last decided",
            "time",
            OverrideCells.column(Kind.RESERVE),
            OverrideCells.column(Kind.CAP),
            OverrideCells.column(Kind.PIN));

    private ScenarioFacts() {}

    /// @param levels `Berlin 12; Hamburg unknown; Wien 5 inactive; Linz 3 on hand 4 committed 1 incoming 5`, with
    /// `untracked` among them for an item that
    ///     Shopify does not count
    /// @param pack units in a pack, empty for 1
    /// @param date such as `2026-12-24`, or empty
    public static ListingFacts read(String levels, String pack, String date) {
        var cells = Map.of("levels", levels, "pack", pack, "date", date);
        return read(column -> cells.getOrDefault(column, ""));
    }

    /// @param cells by their column; empty where there is none
    public static ListingFacts read(UnaryOperator<String> cells) {
        var pack = cells.apply("pack");
        var lastDecided = cells.apply("last decided");
        return new ListingFacts(
                variant(cells),
                cells.apply("marketplace"),
                pack.isEmpty() ? 1 : number("pack", pack, 1),
                lastDecided.isEmpty() ? OptionalInt.empty() : OptionalInt.of(number("last decided", lastDecided, 0)),
                moment(cells.apply("date"), LocalDate::parse, "a date is written like 2026-12-24"),
                moment(cells.apply("time"), LocalTime::parse, "a time is written like 08:30"),
                OverrideCells.read(kind -> cells.apply(OverrideCells.column(kind)), ScenarioFacts::units));
    }

    private static int units(Kind kind, String text, int fewest, int most) {
        int units = number(OverrideCells.column(kind), text, fewest);
        if (units > most) {
            throw new IllegalArgumentException(OverrideCells.column(kind) + " is at most " + most + ", not " + text);
        }
        return units;
    }

    private static int number(String column, String text, int least) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least) {
            throw new IllegalArgumentException(column + " is a whole number, " + least + " or more, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static VariantFacts variant(UnaryOperator<String> cells) {
        var levels = parts(cells.apply("levels"));
        return new VariantFacts(
                        cells.apply("sku"),
                        cells.apply("title"),
                        cells.apply("vendor"),
                        cells.apply("product type"),
                        parts(cells.apply("tags")),
                        cells.apply("barcode"),
                        parts(cells.apply("collections")),
                        !levels.contains(UNTRACKED),
                        keepsSelling(cells.apply("keeps selling")),
                        levels.stream()
                                .filter(part -> !part.equals(UNTRACKED))
                                .map(ScenarioFacts::level)
                                .toList())
                .with(cells.apply("product status"), metafields(cells.apply("metafields")));
    }

    private static Map<String, String> metafields(String cell) {
        var texts = new HashMap<String, String>();
        for (var part : parts(cell)) {
            int colon = part.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException(
                        "a metafield is its name and text, such as custom.season: summer, not " + part);
            }
            texts.put(
                    part.substring(0, colon).strip(), part.substring(colon + 1).strip());
        }
        return texts;
    }

    private static List<String> parts(String cell) {
        return Arrays.stream(cell.split(";"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static boolean keepsSelling(String text) {
        return switch (text) {
            case "yes" -> true;
            case "no", "" -> false;
            default -> throw new IllegalArgumentException("keeps selling is yes or no, not " + text);
        };
    }

    private static WarehouseStock level(String text) {
        var level = LEVEL.matcher(text);
        if (!level.matches()) {
            throw new IllegalArgumentException(
                    "a level is a warehouse and its units, such as Berlin 12 or Berlin unknown, not " + text);
        }
        return new WarehouseStock(
                level.group("warehouse"),
                units(level, "units"),
                level.group("inactive") == null,
                units(level, "hand"),
                units(level, "committed"),
                units(level, "incoming"));
    }

    /// What is not written is unknown.
    private static OptionalLong units(Matcher level, String name) {
        var units = level.group(name);
        if (units == null || units.equals("unknown")) {
            return OptionalLong.empty();
        }
        if (!fits(units)) {
            throw new IllegalArgumentException("a level has more units than can be counted: " + level.group());
        }
        return OptionalLong.of(Long.parseLong(units));
    }

    private static boolean fits(String units) {
        return new BigInteger(units).bitLength() < Long.SIZE;
    }

    private static <T> Optional<T> moment(String text, Function<String, T> parse, String form) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(parse.apply(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(form + ", not " + text, e);
        }
    }
}
