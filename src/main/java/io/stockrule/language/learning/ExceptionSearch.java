package io.stockrule.language.learning;

import io.stockrule.language.Action;
import io.stockrule.language.Comparison;
import io.stockrule.language.Condition;
import io.stockrule.language.QuantityMode;
import io.stockrule.stock.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The exceptions that explain most of what a profile without one does not.
///
/// An action is taken from what is not explained: a number that is often listed, or a difference that
/// is frequent. For each action a row gains when it explains it and the profile alone does not, and
/// loses the other way round; the best range of an amount is then the one with the largest sum, which
/// is found in one pass.
final class ExceptionSearch {
    private static final int COMMON = 3;
    private static final long LARGEST_NUMBER = 1_000_000;

    private final Base base;
    private final Evidence evidence;
    private final List<Axis> axes;
    private final List<Found> found = new ArrayList<>();

    ExceptionSearch(Base base) {
        this.base = base;
        this.evidence = base.evidence();
        this.axes = new ArrayList<>(evidence.axes());
        if (evidence.packsVary()) {
            axes.add(base.sellable().axis());
        }
    }

    /// @param gain pairs that are explained with it, less those that are explained without
    /// @param words about how many it has
    record Found(Condition condition, Action action, long gain, int words) {
        private static final Comparator<Found> BEST_FIRST =
                Comparator.comparingLong((Found it) -> -it.gain()).thenComparingInt(Found::words);
    }

    /// The best first.
    List<Found> best(int limit) {
        for (var action : actions()) {
            search(action);
        }
        found.sort(Found.BEST_FIRST);
        return found.subList(0, Math.min(limit, found.size()));
    }

    private void search(Action action) {
        var gains = gains(action);
        if (gains == null) {
            return;
        }
        for (var axis : axes) {
            ranges(axis, axis.sums(gains), action);
        }
        marks(gains, action);
    }

    /// Null where there is nothing to gain.
    private long @Nullable [] gains(Action action) {
        var gains = new long[evidence.size()];
        boolean any = false;
        for (int row = 0; row < gains.length; row++) {
            boolean explains = listed(action, row) == evidence.listed(row);
            if (explains != base.explains(row)) {
                gains[row] = explains ? evidence.weight(row) : -evidence.weight(row);
                any |= explains;
            }
        }
        return any ? gains : null;
    }

    private int listed(Action action, int row) {
        long before = base.listed()[row];
        long listed = switch (action) {
            case Action.ListNumber(int quantity) -> quantity;
            case Action.ListProductValue _ -> base.sellable().units()[row];
            case Action.ListAtMost(int quantity) -> Math.min(before, quantity);
            case Action.ListAtLeast(int quantity) -> Math.max(before, quantity);
            case Action.Add(int units) -> before + units;
            case Action.Subtract(int units) -> Math.max(0, before - units);
            case Action.Hold _ -> Evidence.HELD;
            case Action.Stop _ -> 0;
            case Action.Leave _ -> before;
        };
        return (int) Math.min(listed, Outcome.MAXIMUM_QUANTITY);
    }

    private List<Action> actions() {
        var numbers = new Tally();
        var less = new Tally();
        var more = new Tally();
        var added = new Tally();
        var taken = new Tally();
        boolean holds = false;
        for (int row = 0; row < evidence.size(); row++) {
            long now = evidence.listed(row);
            if (base.explains(row)) {
                continue;
            }
            if (now == Evidence.HELD) {
                holds = true;
                continue;
            }
            long before = base.listed()[row];
            int weight = evidence.weight(row);
            numbers.add(now, weight);
            (now > before ? more : less).add(now, weight);
            if (now > before) {
                added.add(now - before, weight);
            } else if (now > 0) {
                taken.add(before - now, weight);
            }
        }
        var actions = new ArrayList<Action>();
        numbers.most(COMMON)
                .forEach(it -> actions.add(it == 0 ? new Action.Stop() : new Action.ListNumber(number(it))));
        less.most(COMMON).stream().filter(it -> it > 0).forEach(it -> actions.add(new Action.ListAtMost(number(it))));
        more.most(COMMON).forEach(it -> actions.add(new Action.ListAtLeast(number(it))));
        added.most(COMMON).forEach(it -> actions.add(new Action.Add(number(it))));
        taken.most(COMMON).forEach(it -> actions.add(new Action.Subtract(number(it))));
        if (holds) {
            actions.add(new Action.Hold());
        }
        if (!(base.mode() instanceof QuantityMode.ProductValue)) {
            actions.add(new Action.ListProductValue());
        }
        return actions;
    }

    /// Of a listed number, so that it is small.
    private static int number(long number) {
        return Math.toIntExact(number);
    }

    private void ranges(Axis axis, long[] sums, Action action) {
        if (sums.length > 1) {
            below(axis, sums, action);
            above(axis, sums, action);
            one(axis, sums, action);
            between(axis, sums, action);
        }
    }

    private void below(Axis axis, long[] sums, Action action) {
        long sum = 0;
        long best = 0;
        int last = -1;
        int end = -1;
        for (int i = 0; i < sums.length - 1; i++) {
            sum += sums[i];
            if (sum > best) {
                best = sum;
                last = i;
                end = i;
            } else if (sum == best && end == i - 1) {
                end = i;
            }
        }
        if (last >= 0) {
            long number = Steps.roundest(axis.amounts()[last] + 1, axis.amounts()[end + 1]);
            add(axis, new Comparison.Below(number), 2, action, best, number);
        }
    }

    private void above(Axis axis, long[] sums, Action action) {
        long sum = 0;
        long best = 0;
        int first = -1;
        int end = -1;
        for (int i = sums.length - 1; i > 0; i--) {
            sum += sums[i];
            if (sum > best) {
                best = sum;
                first = i;
                end = i;
            } else if (sum == best && end == i + 1) {
                end = i;
            }
        }
        if (first >= 0) {
            long number = Steps.roundest(axis.amounts()[end - 1], axis.amounts()[first] - 1);
            add(axis, new Comparison.Above(number), 2, action, best, number);
        }
    }

    /// `is 5` and `is not 5`.
    private void one(Axis axis, long[] sums, Action action) {
        int most = 0;
        int least = 0;
        long all = 0;
        for (int i = 0; i < sums.length; i++) {
            all += sums[i];
            most = sums[i] > sums[most] ? i : most;
            least = sums[i] < sums[least] ? i : least;
        }
        add(axis, new Comparison.Is(axis.amounts()[most]), 1, action, sums[most], axis.amounts()[most]);
        add(axis, new Comparison.IsNot(axis.amounts()[least]), 2, action, all - sums[least], axis.amounts()[least]);
    }

    private void between(Axis axis, long[] sums, Action action) {
        long sum = 0;
        long best = 0;
        int start = 0;
        int first = 0;
        int last = -1;
        for (int i = 0; i < sums.length; i++) {
            if (sum <= 0) {
                sum = 0;
                start = i;
            }
            sum += sums[i];
            if (sum > best) {
                best = sum;
                first = start;
                last = i;
            }
        }
        if (last > first) {
            long lowest = axis.amounts()[first];
            long highest = axis.amounts()[last];
            if (isNumber(lowest)) {
                add(axis, new Comparison.Between(lowest, highest), 4, action, best, highest);
            }
        }
    }

    private void add(Axis axis, Comparison comparison, int words, Action action, long gain, long number) {
        if (gain > 0 && isNumber(number)) {
            int amount = axis.amount() instanceof Condition.Amount.AvailableAt ? 3 : 1;
            found.add(new Found(new Condition.AmountTest(axis.amount(), comparison), action, gain, amount + words));
        }
    }

    /// One that a profile may have.
    private static boolean isNumber(long number) {
        return number >= -LARGEST_NUMBER && number <= LARGEST_NUMBER;
    }

    private void marks(long[] gains, Action action) {
        var marks = evidence.marks();
        long all = Arrays.stream(gains).sum();
        for (int i = 0; i < marks.rows().size(); i++) {
            long gain = Arrays.stream(marks.rows().get(i))
                    .mapToLong(row -> gains[row])
                    .sum();
            var condition = marks.conditions().get(i);
            addMark(condition, action, gain, 3);
            addMark(new Condition.Not(condition), action, all - gain, 4);
        }
    }

    private void addMark(Condition condition, Action action, long gain, int words) {
        if (gain > 0) {
            found.add(new Found(condition, action, gain, words));
        }
    }
}
