package io.stockrule.sync.outlook;

import io.stockrule.sync.Decided;
import io.stockrule.sync.DecisionTable;
import io.stockrule.sync.outlook.Preview.Counts;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Compares what listings would come to with what was decided of them last, one after the other. Used by
/// one thread.
final class Movements {
    private static final int LARGEST = 10;
    private static final Comparator<Moved> BY_SIZE = Comparator.comparingLong(Moved::size)
            .thenComparing(Comparator.comparingLong(Moved::listing).reversed());

    private final PriorityQueue<Moved> largest = new PriorityQueue<>(BY_SIZE);
    private long toZero;
    private long falls;
    private long rises;
    private long handlingTimes;
    private long stays;
    private long held;
    private long begins;

    /// A number that would change.
    record Moved(long listing, int before, int after) {
        long size() {
            return Math.abs((long) after - before);
        }
    }

    /// @param last what was decided of it before; null if nothing was
    void add(Decided decided, DecisionTable.@Nullable Last last) {
        var after = decided.decision().quantity();
        if (after.isEmpty()) {
            held++;
        } else if (last == null || last.quantity().isEmpty()) {
            begins++;
        } else if (last.quantity().equals(after)) {
            compare(decided.decision().handlingDays(), last.handlingDays());
        } else {
            add(new Moved(decided.listing().listingId(), last.quantity().getAsInt(), after.getAsInt()));
        }
    }

    /// Where nothing is said of the days, Amazon keeps those that it has.
    private void compare(OptionalInt days, OptionalInt before) {
        if (days.isEmpty() || days.equals(before)) {
            stays++;
        } else {
            handlingTimes++;
        }
    }

    private void add(Moved moved) {
        if (moved.after() == 0) {
            toZero++;
        } else if (moved.after() < moved.before()) {
            falls++;
        } else {
            rises++;
        }
        largest.add(moved);
        if (largest.size() > LARGEST) {
            largest.remove();
        }
    }

    Counts counts() {
        return new Counts(toZero, falls, rises, handlingTimes, stays, held, begins);
    }

    /// The largest first.
    List<Moved> largest() {
        return largest.stream().sorted(BY_SIZE.reversed()).toList();
    }
}
