package io.stockrule.language.proof;

import io.stockrule.language.Profile;
import io.stockrule.language.Word;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.WarehouseStock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Tries every stock of a grid with every listing that small profiles tell apart: the slow way that an [Examination]
/// must agree with.
public final class EveryStock {
    private static final List<List<String>> TAGS = List.of(List.of(), List.of("x"), List.of("y"), List.of("x", "y"));
    /// One for each of the truths that the dates of [Written] can have together.
    private static final List<String> DATES =
            List.of("2026-12-23", "2026-12-24", "2026-12-25", "2025-12-25", "2026-01-03", "2027-01-03", "2027-06-01");

    private static final int IN_ONE_YEAR = 3;
    private static final List<Boolean> BOTH = List.of(false, true);

    private final Profile profile;
    private final List<String> warehouses;
    private final List<ListingTraits> listings;
    private final long lowest;
    private final long highest;

    public EveryStock(Profile profile, List<String> warehouses, long lowest, long highest) {
        this(profile, profile, warehouses, lowest, highest);
    }

    /// @param telling what tells listings apart
    public EveryStock(Profile profile, Profile telling, List<String> warehouses, long lowest, long highest) {
        this.profile = profile;
        this.warehouses = warehouses;
        this.listings = listings(telling);
        this.lowest = lowest;
        this.highest = highest;
    }

    /// Only of what the profile tests.
    private static List<ListingTraits> listings(Profile profile) {
        var tested = profile.exceptions() + " " + profile.limited();
        var listings = new ArrayList<ListingTraits>();
        for (var sku : tested.contains("SKU") ? List.of("", "A", "AB", "A-B", "B", "XB") : List.of("")) {
            for (var tags : tested.contains("TAG") ? TAGS : List.of(List.<String>of())) {
                for (var date : dates(tested)) {
                    for (boolean keepsSelling : tested.contains("KeepsSelling") ? BOTH : List.of(false)) {
                        listings.add(new ListingTraits(
                                Map.of(Word.Named.SKU, List.of(sku), Word.Named.TAG, tags),
                                Optional.of(LocalDate.parse(date)),
                                Optional.of(LocalTime.NOON),
                                keepsSelling));
                    }
                }
            }
        }
        return listings;
    }

    private static List<String> dates(String tested) {
        if (tested.contains("Yearly")) {
            return DATES;
        }
        return DATES.subList(0, tested.contains("OnDate") ? IN_ONE_YEAR : 1);
    }

    /// What a profile makes of one stock.
    public record Point(ListingTraits listing, List<OptionalLong> levels, long available, Outcome outcome) {
        OptionalLong listed() {
            return Example.listed(outcome);
        }

        long size() {
            return levels.stream().mapToLong(level -> Math.abs(level.orElse(0))).sum();
        }
    }

    public Stream<Point> points() {
        return listings.stream().flatMap(this::points);
    }

    private Stream<Point> points(ListingTraits listing) {
        return grid().stream().flatMap(levels -> {
            var facts = facts(listing, levels);
            return Interpreter.circumstances(profile, facts).stream()
                    .map(it -> new Point(listing, levels, it.available(), Interpreter.outcome(profile, facts)));
        });
    }

    private ListingFacts facts(ListingTraits listing, List<OptionalLong> levels) {
        return listing.facts(
                IntStream.range(0, warehouses.size())
                        .filter(i -> levels.get(i).isPresent())
                        .mapToObj(i -> new WarehouseStock(warehouses.get(i), levels.get(i), true))
                        .toList(),
                1);
    }

    private List<List<OptionalLong>> grid() {
        var grid = List.of(List.<OptionalLong>of());
        for (int i = 0; i < warehouses.size(); i++) {
            grid = grid.stream()
                    .flatMap(before -> levels().map(level ->
                            Stream.concat(before.stream(), Stream.of(level)).toList()))
                    .toList();
        }
        return grid;
    }

    private Stream<OptionalLong> levels() {
        return Stream.concat(
                Stream.of(OptionalLong.empty()),
                LongStream.rangeClosed(lowest, highest).mapToObj(OptionalLong::of));
    }

    /// The least stock with which more is listed than there is.
    OptionalLong leastOverListed() {
        return points().filter(point -> point.listed().orElse(0) > Math.max(0, point.available()))
                .mapToLong(Point::size)
                .min();
    }

    /// The least stock from which a fall of one or several levels lets the listed number rise.
    OptionalLong leastRise() {
        return listings.stream()
                .flatMapToLong(listing -> risesOf(points(listing).toList()))
                .min();
    }

    private static LongStream risesOf(List<Point> points) {
        return points.stream()
                .filter(more -> more.listed().isPresent() && points.stream().anyMatch(less -> isRise(more, less)))
                .mapToLong(Point::size);
    }

    private static boolean isRise(Point more, Point less) {
        return less.available() < more.available()
                && less.listed().orElse(-1) > more.listed().orElseThrow()
                && IntStream.range(0, more.levels().size())
                        .allMatch(i -> more.levels().get(i).isPresent()
                                        == less.levels().get(i).isPresent()
                                && less.levels().get(i).orElse(0)
                                        <= more.levels().get(i).orElse(0));
    }

    /// Numbers of the exceptions that act with some stock.
    BitSet acting() {
        var acting = new BitSet();
        for (int i = 0; i < profile.exceptions().size(); i++) {
            var upTo = profile.withExceptions(profile.exceptions().subList(0, i + 1));
            int number = i;
            acting.set(i, listings.stream().anyMatch(listing -> acts(upTo, number, listing)));
        }
        return acting;
    }

    private boolean acts(Profile upTo, int number, ListingTraits listing) {
        return grid().stream()
                .flatMap(levels -> Interpreter.circumstances(upTo, facts(listing, levels)).stream())
                .anyMatch(amounts -> IntStream.rangeClosed(0, number)
                                .filter(i ->
                                        amounts.hold(upTo.exceptions().get(i).condition()))
                                .findFirst()
                                .orElse(-1)
                        == number);
    }

    /// Whether the profile decides something else, with some stock, when the exception is left out.
    boolean changesSomething(int number) {
        var fewer = new ArrayList<>(profile.exceptions());
        fewer.remove(number);
        var without = profile.withExceptions(fewer);
        return listings.stream()
                .anyMatch(listing -> grid().stream()
                        .map(levels -> facts(listing, levels))
                        .anyMatch(facts -> !IdleExceptions.alike(
                                Interpreter.outcome(profile, facts), Interpreter.outcome(without, facts))));
    }
}
