package io.stockrule.language.proof;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What an [Examination] found.
public final class Examined {
    /// Less stock of the same listing, and more of it listed.
    public record Rise(Example more, Example less) {}

    /// Whether less stock is available and more is listed; the caller knows that no level is above the other.
    static boolean isRise(Example from, Example to) {
        return to.available() < from.available() && Example.listsMore(to, from);
    }

    private final Map<Integer, Example> more = new TreeMap<>();
    private final Map<Integer, Example> moreByStock = new TreeMap<>();
    private Optional<Example> something = Optional.empty();
    private Optional<Example> leaving = Optional.empty();
    private Optional<Rise> rise = Optional.empty();
    private boolean exact = true;
    private boolean risesExact = true;
    private final Map<Integer, Example> acts = new HashMap<>();
    private final BitSet changes = new BitSet();

    void add(Example example) {
        if (example.listsMoreThanIsAvailable()) {
            keepSmaller(more, example);
            if (example.listing().profile().mode().followsStock()) {
                keepSmaller(moreByStock, example);
            }
        }
        if (example.listsSomethingOfNothing()
                && something.filter(known -> !smaller(example, known)).isEmpty()) {
            something = Optional.of(example);
        }
    }

    void leavesHandlingTime(Example example) {
        if (leaving.filter(known -> !smaller(example, known)).isEmpty()) {
            leaving = Optional.of(example);
        }
    }

    private static void keepSmaller(Map<Integer, Example> byException, Example example) {
        byException.merge(example.acting(), example, (one, other) -> smaller(one, other) ? one : other);
    }

    void acts(Example example) {
        if (example.acting() >= 0) {
            keepSmaller(acts, example);
        }
    }

    void changes(int exception) {
        changes.set(exception);
    }

    /// The smallest stock with which the exception acts.
    public Optional<Example> acting(int exception) {
        return Optional.ofNullable(acts.get(exception));
    }

    boolean hasChanged(int exception) {
        return changes.get(exception);
    }

    /// The numbers of the exceptions that have acted.
    BitSet acted() {
        var acted = new BitSet();
        acts.keySet().forEach(acted::set);
        return acted;
    }

    /// The numbers of those without which something else was decided.
    BitSet changed() {
        return (BitSet) changes.clone();
    }

    private static boolean smaller(Example one, Example other) {
        return Example.SMALLEST.compare(one, other) < 0;
    }

    void risesAreSampled() {
        risesExact = false;
    }

    /// Whether a rise that begins here would be a smaller example than the one known.
    boolean wantsRiseAt(Example from) {
        return rise.filter(known -> !smaller(from, known.more())).isEmpty();
    }

    void add(Rise found) {
        if (wantsRiseAt(found.more())) {
            rise = Optional.of(found);
        }
    }

    void isSampled() {
        exact = false;
    }

    /// False when only some of all possible stocks and listings were tried.
    public boolean exact() {
        return exact;
    }

    /// The smallest example of each exception that lists more than is available, of no exception under -1;
    /// without those of quantities that ignore stock.
    public Map<Integer, Example> listingMore() {
        return Map.copyOf(moreByStock);
    }

    public Optional<Example> listingMost() {
        return more.values().stream().min(Example.SMALLEST);
    }

    public Optional<Example> listingSomethingOfNothing() {
        return something;
    }

    /// A number without a handling time, of a listing of which an exception says one.
    public Optional<Example> leavingHandlingTime() {
        return leaving;
    }

    /// False when there may be a rise, or a smaller one, that was not found.
    public boolean risesExact() {
        return exact && risesExact;
    }

    public Optional<Rise> rise() {
        return rise;
    }
}
