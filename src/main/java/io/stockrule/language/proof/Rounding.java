package io.stockrule.language.proof;

import io.stockrule.language.Profile;
import io.stockrule.language.Reserve;
import io.stockrule.language.Selection;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Where percentages are rounded differently for different warehouses, a fall of stock can lift what is listed
/// by a unit at levels that no number of the text names: `first of` two warehouses, 1 kept at the first, 15%
/// kept of all. Such levels come again and again, so it is enough to follow the roundings until they repeat.
public final class Rounding {
    /// What is listed of so many levels of two warehouses is looked at in a few milliseconds.
    private static final long FARTHEST = 25;

    private final long period;

    private Rounding(long period) {
        this.period = period;
    }

    static Rounding of(Profile profile, int packSize) {
        return new Rounding(differsByWarehouse(profile) ? period(profile, packSize) : 1);
    }

    private static boolean differsByWarehouse(Profile profile) {
        return profile.selection() instanceof Selection.FirstOf
                || profile.reserves().stream()
                        .anyMatch(reserve -> reserve.warehouse().isPresent())
                || KnownWarehouses.tested(profile).findAny().isPresent();
    }

    /// So many units more, and the roundings are the same again.
    private static long period(Profile profile, int packSize) {
        return period(
                percentages(profile.reserves().stream()),
                profile.share().orElse(100),
                packSize * (long) steps(profile));
    }

    private static long period(long[] percentages, int share, long packSize) {
        long kept = LongStream.of(percentages)
                .map(percent -> 100 / divisor(100, percent))
                .reduce(1, Rounding::multiple);
        long left = kept * Math.max(0, 100 - LongStream.of(percentages).sum()) / 100;
        long hundredths = left * share;
        long whole = 100 * packSize;
        return hundredths == 0 ? kept : kept * (whole / divisor(whole, hundredths));
    }

    /// So many units more in this warehouse alone, and what two profiles list is rounded as before, in packs of one.
    public static long periodOfBoth(Profile one, Profile other, String warehouse) {
        return multiple(period(one, warehouse), period(other, warehouse));
    }

    private static long period(Profile profile, String warehouse) {
        return period(percentagesAt(profile, warehouse), profile.share().orElse(100), steps(profile));
    }

    /// Units of which only whole ones are listed, 1 where any number may be: they round like packs.
    public static int steps(Profile profile) {
        return profile.mode().followsStock() ? profile.steps() : 1;
    }

    /// Two percentages kept of one level, each rounded up on its own: an amount neither only rises nor only falls.
    public static boolean wavers(Profile profile, String warehouse) {
        return keepsPercentOf(profile, Optional.empty()) && keepsPercentOf(profile, Optional.of(warehouse));
    }

    /// Such an amount, listed in steps: where it falls below a step depends on where its roundings meet the
    /// steps, which takes longer to come again than is looked at.
    static boolean waversInSteps(Profile profile, String warehouse) {
        return steps(profile) > 1 && wavers(profile, warehouse);
    }

    private static boolean keepsPercentOf(Profile profile, Optional<String> warehouse) {
        return profile.reserves().stream()
                .anyMatch(each -> each.warehouse().equals(warehouse) && each.kept() instanceof Reserve.Kept.Percent);
    }

    /// Units more in this warehouse alone within which the listed number rises, if it does at all. Each rounding after
    /// the first can put it off by one.
    public static long longestFlat(Profile profile, String warehouse, int packSize) {
        long[] kept = percentagesAt(profile, warehouse);
        long tenThousandths =
                (100 - LongStream.of(kept).sum()) * profile.share().orElse(100);
        long roundings = kept.length + (profile.share().isPresent() ? 1 : 0) + (packSize > 1 ? 1 : 0);
        int steps = steps(profile);
        long others = Math.max(0, roundings + (steps > 1 ? 1 : 0) - 1);
        return tenThousandths <= 0 ? 1 : Math.ceilDiv(10_000L * packSize * steps, tenThousandths) + others * packSize;
    }

    private static long[] percentagesAt(Profile profile, String warehouse) {
        return percentages(profile.reserves().stream()
                .filter(reserve -> reserve.warehouse().isEmpty()
                        || reserve.warehouse().get().equals(warehouse)));
    }

    private static long[] percentages(Stream<Reserve> reserves) {
        return reserves.flatMapToLong(
                        reserve -> reserve.kept() instanceof Reserve.Kept.Percent(int percent) && percent > 0
                                ? LongStream.of(percent)
                                : LongStream.empty())
                .toArray();
    }

    private static long multiple(long one, long other) {
        return one / divisor(one, other) * other;
    }

    private static long divisor(long one, long other) {
        return other == 0 ? one : divisor(other, one % other);
    }

    /// False where every level that matters is one that the text names or a neighbour of one.
    boolean matters() {
        return period > 1;
    }

    /// Units around each level that the text names.
    long reach() {
        return Math.min(period, FARTHEST);
    }

    /// Whether the roundings repeat within the reach.
    boolean repeatsInReach() {
        return period <= FARTHEST;
    }
}
