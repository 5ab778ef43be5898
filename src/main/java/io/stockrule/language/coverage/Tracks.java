package io.stockrule.language.coverage;

import static java.util.Comparator.comparingLong;

import io.stockrule.language.Action;
import io.stockrule.language.Comparison;
import io.stockrule.language.Condition;
import io.stockrule.language.Condition.Amount;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.Selection;
import io.stockrule.language.proof.HeldSample;
import io.stockrule.language.proof.KnownWarehouses;
import io.stockrule.language.proof.ListingCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Where an example is looked for that tells a profile from another: on the lines of both.
final class Tracks {
    /// Where a percentage more or less shows, and people see at once what comes of it.
    private static final long[] ROUND = {10, 20, 50, 100, 200, 500, 1_000, 10_000};

    private static final long ODD_AS_NOTHING = 20;
    private static final long ODD_AS_LESS = 1_000;

    private final Profile profile;
    private final Map<Place, LinesTried> lines = new HashMap<>();

    private record Place(Profile profile, KnownWarehouses warehouses, int packSize) {}

    /// @param tracks those of few warehouses and little stock first
    /// @param complete false where there are more
    record Found(List<Track> tracks, boolean complete) {}

    Tracks(Profile profile) {
        this.profile = profile;
    }

    /// @param other a profile with other exceptions and nothing else, so that the amounts are the same
    /// @param all else only those on which nothing lies elsewhere
    Found ofOne(Profile other, int packSize, boolean all) {
        var warehouses = thoseThatMatter(KnownWarehouses.of(profile), List.of(profile));
        return all(
                HeldSample.telling(List.of(profile, other)),
                held -> ofOne(other, warehouses.with(held), packSize, all));
    }

    private static Found all(List<HeldSample> samples, Function<HeldSample, Found> found) {
        var each = samples.stream().map(found).toList();
        return new Found(
                each.stream().flatMap(it -> it.tracks().stream()).toList(),
                samples.size() == 1 && each.getFirst().complete());
    }

    private Found ofOne(Profile other, KnownWarehouses warehouses, int packSize, boolean all) {
        var tried = lines(profile, warehouses, packSize);
        var exceptions = exceptions(other);
        var tracks = (all ? tried.of(exceptions) : tried.alone())
                .stream()
                        .map(line -> {
                            var run = StockRun.of(line, warehouses);
                            return new Track(
                                    warehouses, run, Optional.of(line), () -> levels(List.of(tried), run, exceptions));
                        })
                        .toList();
        return new Found(tracks, tried.complete());
    }

    /// @param other a profile with the same exceptions
    /// @param all else only those on which nothing lies elsewhere
    Found ofBoth(Profile other, int packSize, boolean all) {
        var both = List.of(profile, other);
        var warehouses = thoseThatMatter(
                other.selection().equals(profile.selection()) && other.counting() == profile.counting()
                        ? KnownWarehouses.of(profile)
                        : KnownWarehouses.of(both),
                both);
        return all(HeldSample.telling(both), held -> ofBoth(other, warehouses.with(held), packSize, all));
    }

    private Found ofBoth(Profile other, KnownWarehouses warehouses, int packSize, boolean all) {
        var lines = List.of(lines(profile, warehouses, packSize), lines(other, warehouses, packSize));
        var exceptions = exceptions(profile);
        var tracks = lines.stream()
                .flatMap(each -> (all ? each.of(exceptions) : each.alone()).stream())
                .map(line -> StockRun.of(line, warehouses))
                .distinct()
                .sorted(comparingLong((StockRun run) -> run.others().known())
                        .thenComparingLong(run -> run.others().size()))
                .map(run -> new Track(warehouses, run, Optional.empty(), () -> levels(lines, run, exceptions)))
                .toList();
        return new Found(tracks, lines.stream().allMatch(LinesTried::complete));
    }

    private static long[] levels(List<LinesTried> lines, StockRun run, List<ListingCase.Exception> exceptions) {
        return plainestFirst(LongStream.concat(
                LongStream.of(lines.size() > 1 ? ROUND : new long[0]),
                lines.stream()
                        .flatMap(each -> each.breakPoints(run, exceptions).stream())
                        .flatMapToLong(LongStream::of)));
    }

    /// Without those that neither count nor are tested, of which a reserve takes nothing.
    private static KnownWarehouses thoseThatMatter(KnownWarehouses known, List<Profile> profiles) {
        return known.with(known.names().stream()
                .filter(name -> profiles.stream().anyMatch(each -> counts(each.selection(), name) || tests(each, name)))
                .toList());
    }

    private static boolean counts(Selection selection, String name) {
        return switch (selection) {
            case Selection.All _ -> true;
            case Selection.AllExcept except -> !except.names().contains(name);
            case Selection.Named named -> named.names().contains(name);
            case Selection.FirstOf first -> first.names().contains(name);
        };
    }

    private static boolean tests(Profile profile, String name) {
        return profile.exceptions().stream()
                .flatMap(each -> Conditions.tests(each.condition()))
                .anyMatch(test ->
                        test instanceof Condition.AmountTest(Amount.AvailableAt(var at), var _) && at.equals(name)
                                || test instanceof Condition.AmountTest(Amount.HeldAt(var _, var where), var _)
                                        && where.equals(name));
    }

    private LinesTried lines(Profile of, KnownWarehouses warehouses, int packSize) {
        return lines.computeIfAbsent(
                new Place(of, warehouses, packSize), it -> new LinesTried(it.profile, it.warehouses, it.packSize));
    }

    private static long[] plainestFirst(LongStream levels) {
        return LongStream.concat(levels, LongStream.of(-LinesTried.MOST_UNITS, LinesTried.MOST_UNITS))
                .filter(LinesTried::isSayable)
                .boxed()
                .distinct()
                .sorted(comparingLong(Tracks::oddness))
                .mapToLong(Long::longValue)
                .toArray();
    }

    /// Small stock is the plainest, but of nothing little can be seen, and less than nothing is rare.
    private static long oddness(long level) {
        if (level > 0) {
            return level;
        }
        return level == 0 ? ODD_AS_NOTHING : ODD_AS_LESS - level;
    }

    /// All of the profile, and those that only the other has, with all that they look at.
    private List<ListingCase.Exception> exceptions(Profile other) {
        var all = new ArrayList<ListingCase.Exception>();
        for (int i = 0; i < profile.exceptions().size(); i++) {
            all.add(new ListingCase.Exception(i, profile.exceptions().get(i).condition()));
        }
        other.exceptions().stream()
                .filter(each -> !profile.exceptions().contains(each))
                .forEach(each -> all.add(new ListingCase.Exception(0, allThatItLooksAt(each))));
        return List.copyOf(all);
    }

    private static Condition allThatItLooksAt(ProfileException exception) {
        var numbers = number(exception.action())
                .flatMap(number -> Stream.<Amount>of(new Amount.Available(), new Amount.Listed())
                        .map(amount -> new Condition.AmountTest(amount, new Comparison.Is(number))));
        return new Condition.AnyOf(
                Stream.concat(Stream.of(exception.condition()), numbers).toList());
    }

    private static Stream<Long> number(Action action) {
        return switch (action) {
            case Action.ListNumber(int quantity) -> Stream.of((long) quantity);
            case Action.ListAtMost(int quantity) -> Stream.of((long) quantity);
            case Action.ListAtLeast(int quantity) -> Stream.of((long) quantity);
            case Action.Add(int units) -> Stream.of((long) units);
            case Action.Subtract(int units) -> Stream.of((long) units);
            case Action.ListProductValue _, Action.Hold _, Action.Stop _, Action.Leave _ -> Stream.empty();
        };
    }
}
