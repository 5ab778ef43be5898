package io.stockrule.rules.run;

import io.stockrule.stock.Decision;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.TraceStep;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What has come of a candidate so far: its amounts, how it ends, and the trace.
public final class Ruling {
    private final @Nullable List<TraceStep> trace;

    private String rule = "";
    private boolean known;
    private boolean listing;
    private boolean settled;
    private boolean failed;
    private long available;
    private long sellable;
    private long listed;
    private @Nullable Outcome ending;

    Ruling(boolean traced) {
        this.trace = traced ? new ArrayList<>(8) : null;
    }

    // How it stands

    /// Stock is known, and nothing has settled the number yet.
    boolean isOpen() {
        return known && !settled;
    }

    /// Stock is unknown, and nothing has said yet what that means.
    boolean isUnknown() {
        return !known && !settled;
    }

    /// They are skipped for holds and for unknown stock.
    public boolean takesIncludedRules() {
        return known && listing && !(ending instanceof Outcome.Holds);
    }

    /// No further rule may act on it.
    boolean hasFailed() {
        return failed;
    }

    public long available() {
        return available;
    }

    public long sellable() {
        return sellable;
    }

    public long listed() {
        return listed;
    }

    // What the steps do

    /// @param sum empty for unknown stock
    void count(OptionalLong sum, Supplier<String> sentence) {
        known = sum.isPresent();
        available = sum.orElse(0);
        sellable = available;
        tell(OptionalLong.empty(), sum, sentence);
    }

    void sell(long units, Supplier<String> sentence) {
        long before = sellable;
        sellable = units;
        tellChange(before, units, sentence);
    }

    void list(long quantity, Supplier<String> sentence) {
        listing = true;
        listed = quantity;
        tell(OptionalLong.of(sellable), OptionalLong.of(quantity), sentence);
    }

    /// Lists another number than before, if anything is listed.
    void limit(long quantity, Supplier<String> sentence) {
        if (ending == null && listing) {
            long before = listed;
            listed = quantity;
            tellChange(before, quantity, sentence);
        }
    }

    // What settles the number; included rules may settle it anew

    public void settle(long quantity, Supplier<String> sentence) {
        var before = listedBefore();
        settled = true;
        listing = true;
        ending = null;
        listed = quantity;
        tell(before, OptionalLong.of(quantity), sentence);
    }

    public void stop(Supplier<String> sentence) {
        var before = listedBefore();
        end(new Outcome.Stops());
        listed = 0; // where included rules go on from
        tell(before, OptionalLong.of(0), sentence);
    }

    public boolean hasStopped() {
        return ending instanceof Outcome.Stops;
    }

    public void hold(String reason, Supplier<String> sentence) {
        end(new Outcome.Holds(reason));
        tell(listedBefore(), OptionalLong.empty(), sentence);
    }

    private OptionalLong listedBefore() {
        return known ? OptionalLong.of(listed) : OptionalLong.empty();
    }

    private void end(Outcome outcome) {
        settled = true;
        ending = outcome;
    }

    // What the batch does

    /// @param name of the rule that acts next, for the trace
    public void begin(String name) {
        rule = name;
    }

    /// Back to the beginning, as if no rule had fired.
    void startOver() {
        rule = "";
        known = listing = settled = false;
        available = sellable = listed = 0;
        ending = null;
        if (trace != null) {
            trace.clear();
        }
    }

    /// Holds for a reason that lies with the rules, not with the profile.
    void fail(String reason) {
        startOver();
        failed = true;
        end(new Outcome.Holds(reason));
    }

    Decision decision(OptionalInt handlingDays) {
        return new Decision(outcome(), handlingDays, trace == null ? List.of() : trace);
    }

    private Outcome outcome() {
        if (ending != null) {
            return ending;
        }
        if (!listing) {
            return new Outcome.Holds("no rule gave a quantity");
        }
        return listed >= 0 && listed <= Outcome.MAXIMUM_QUANTITY
                ? new Outcome.Lists((int) listed)
                : new Outcome.Holds("the rules gave a quantity outside 0 to 999,999: " + listed);
    }

    private void tellChange(long before, long after, Supplier<String> sentence) {
        if (before != after) {
            tell(OptionalLong.of(before), OptionalLong.of(after), sentence);
        }
    }

    private void tell(OptionalLong before, OptionalLong after, Supplier<String> sentence) {
        if (trace != null) {
            trace.add(new TraceStep(rule, before, after, sentence.get()));
        }
    }
}
