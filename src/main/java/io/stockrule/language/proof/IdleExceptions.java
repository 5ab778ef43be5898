package io.stockrule.language.proof;

import io.stockrule.language.Profile;
import io.stockrule.language.meaning.Circumstances;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.stock.Outcome;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/// Finds exceptions that never act, or that change nothing whenever they act.
public final class IdleExceptions {
    /// Packs of other sizes: they part what is sellable from what is available.
    private static final int[] OTHER_PACKS = {2, 1_000};

    private final Profile profile;
    private final Effort effort;
    private final BitSet acting = new BitSet();
    private final BitSet changing = new BitSet();

    private IdleExceptions(Profile profile, Effort effort) {
        this.profile = profile;
        this.effort = effort;
    }

    /// @param never numbers of those that never act
    /// @param unchanging of those that act and change nothing
    public record Idle(BitSet never, BitSet unchanging) {}

    /// @param examined of packs of one, and exact
    public static Idle of(Profile profile, Examined examined, Effort effort) {
        return new IdleExceptions(profile, effort).of(examined);
    }

    private Idle of(Examined examined) {
        add(examined);
        if (someAreIdle()) {
            var cases = ofIdleOnes(ListingCases.of(profile));
            IntStream.of(OTHER_PACKS).forEach(pack -> add(Examination.of(pack, effort, cases)));
        }
        var never = new BitSet();
        var unchanging = new BitSet();
        for (int i = 0; i < profile.exceptions().size(); i++) {
            if (!acting.get(i)) {
                never.set(i);
            } else if (!changing.get(i) && !mayChangeHandlingTime(i) && !changesSomething(i)) {
                unchanging.set(i);
            }
        }
        return effort.wasEnough() ? new Idle(never, unchanging) : new Idle(new BitSet(), new BitSet());
    }

    /// Numbers do not tell: where this one acts, another handling time may hold than that of a later one, or of the
    /// profile.
    private boolean mayChangeHandlingTime(int exception) {
        return profile.exceptions().stream()
                .skip(exception)
                .anyMatch(it -> it.handlingDays().isPresent());
    }

    private void add(Examined examined) {
        acting.or(examined.acted());
        changing.or(examined.changed());
    }

    /// The listings to which an exception can apply that has shown nothing yet.
    private ListingCases.Found ofIdleOnes(ListingCases.Found all) {
        return new ListingCases.Found(
                all.cases().stream()
                        .filter(listing -> listing.exceptions().stream().anyMatch(each -> !changing.get(each.index())))
                        .toList(),
                all.complete());
    }

    private boolean someAreIdle() {
        return acting.cardinality() < profile.exceptions().size()
                || changing.cardinality() < profile.exceptions().size();
    }

    /// Looks at all listings anew, telling apart also those that only exceptions behind this one tell apart.
    private boolean changesSomething(int exception) {
        var cases = ListingCases.of(profile, exception);
        for (var alike : cases.byProfile()) {
            if (effort.isSpent() || changesSomething(exception, alike)) {
                return true;
            }
        }
        return !cases.complete();
    }

    private boolean changesSomething(int exception, ListingCases.Found alike) {
        var of = alike.cases().getFirst().profile();
        var lines = new StockLines(of, KnownWarehouses.of(of), 1);
        for (var listing : alike.cases().stream()
                .filter(each -> each.exceptions().stream().anyMatch(it -> it.index() == exception))
                .toList()) {
            var points = new BreakPoints(of, listing.exceptions());
            for (var line : lines.of(listing.exceptions())) {
                if (effort.isSpent()) {
                    return true;
                }
                if (changesSomething(exception, listing, line, points.along(line))) {
                    return true;
                }
            }
        }
        effort.takeForLines(lines.made());
        return !lines.complete();
    }

    private boolean changesSomething(int exception, ListingCase listing, StockLine line, long[] points) {
        for (long point : effort.some(points, listing.exceptions().size())) {
            var amounts = line.at(point);
            if (listing.acting(amounts) == exception
                    && !alike(
                            outcome(listing, exception, amounts),
                            outcome(listing, listing.actingAfter(exception, amounts), amounts))) {
                return true;
            }
        }
        return false;
    }

    private Outcome outcome(ListingCase listing, int acting, Circumstances amounts) {
        return Interpreter.outcome(
                listing.profile(),
                acting < 0 ? Optional.empty() : Optional.of(profile.exceptions().get(acting)),
                amounts);
    }

    /// Two holds are, whatever their reasons.
    public static boolean alike(Outcome one, Outcome other) {
        return one.equals(other) || one instanceof Outcome.Holds && other instanceof Outcome.Holds;
    }
}
