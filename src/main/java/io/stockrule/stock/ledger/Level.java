package io.stockrule.stock.ledger;

import static io.stockrule.stock.ledger.Applied.COUNTS;
import static io.stockrule.stock.ledger.Applied.DISCONNECTED;
import static io.stockrule.stock.ledger.Applied.DOUBTED;
import static io.stockrule.stock.ledger.Applied.KNOWN;
import static io.stockrule.stock.ledger.Applied.OLDER;
import static io.stockrule.stock.ledger.Applied.WAITS;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// What the ledger knows of one item at one location, and how a report or a re-read changes it. The newest
/// wins; a doubt never raises the stock.
///
/// @param available the number that counts if the level counts; empty when unknown
/// @param updatedAt Shopify's time of the newest report, empty before the first
/// @param holding what else was there when Shopify last showed it, empty before
public record Level(OptionalLong available, Optional<Instant> updatedAt, State state, Optional<Holding> holding) {
    static final Level UNSEEN = new Level(OptionalLong.empty(), Optional.empty(), State.UNCONFIRMED, Optional.empty());

    enum State {
        /// Counts.
        CONFIRMED,

        /// Counts, but Shopify contradicted itself: the number is the lowest it said.
        DOUBTFUL,

        /// No longer stocked here, but below zero: forgetting that would raise the stock, so it counts until a
        /// re-read.
        DISCONNECTED,

        /// Shopify has not said that the item is stocked here. It sends updates of such levels, too
        /// (https://shopify.dev/changelog/add-isactive-field-to-inventorylevel).
        UNCONFIRMED
    }

    /// @param asks the truth is to be asked of Shopify
    record Step(Level level, Applied applied, boolean asks) {}

    public boolean counts() {
        return state != State.UNCONFIRMED;
    }

    /// Two levels that count the same.
    boolean countsLike(Level other) {
        return counts() == other.counts() && (!counts() || available.equals(other.available));
    }

    /// What is held as long as it is as new as what is available: a webhook tells no more than that, and what it
    /// told may have been a sale, a delivery or a count of what is on hand.
    public Optional<Holding> holdingNow() {
        return holding.filter(held -> state == State.CONFIRMED
                && updatedAt.filter(at -> !held.at().isBefore(at)).isPresent());
    }

    /// Whether it counts and what is held is older than that.
    public boolean hidesHolding() {
        return counts() && holdingNow().isEmpty();
    }

    /// Two levels that hold the same, or of which nobody knows what they hold.
    boolean holdsLike(Level other) {
        var one = holdingNow();
        var another = other.holdingNow();
        return one.isPresent() == another.isPresent()
                && one.map(held -> held.holdsLike(another.get())).orElse(true);
    }

    /// By how much it rose, or fell (less than 0), if it was another number before and both are beyond doubt:
    /// what was a guess before, or is one now, says nothing about what happened in the shop.
    OptionalLong movedSince(Level before) {
        boolean certain = before.isCertain() && isCertain();
        long units = certain ? available.orElseThrow() - before.available.orElseThrow() : 0;
        return units == 0 ? OptionalLong.empty() : OptionalLong.of(units);
    }

    private boolean isCertain() {
        return state == State.CONFIRMED && available.isPresent() && updatedAt.isPresent();
    }

    /// @param tracked whether Shopify counts the item, as far as known
    Step after(LevelReport report, boolean tracked) {
        return switch (report) {
            case LevelReport.Disconnect _ -> disconnected();
            case LevelReport.Available number -> after(number, tracked);
            case LevelReport.Held held -> new Step(holding(held.holding()), KNOWN, false);
        };
    }

    /// Any re-read under way may have seen the level before, so it is asked again in every case.
    private Step disconnected() {
        var next = counts() && isNegative(available) ? State.DISCONNECTED : State.UNCONFIRMED;
        return new Step(new Level(available, updatedAt, next, holding), DISCONNECTED, true);
    }

    /// A connect always asks: it may tell of a disconnect that has not arrived yet.
    private Step after(LevelReport.Available report, boolean tracked) {
        int age = updatedAt.map(report.updatedAt()::compareTo).orElse(1);
        if (age < 0) {
            return new Step(this, OLDER, report.connects());
        }
        if (age > 0) {
            return newer(report, tracked);
        }
        return available.equals(report.available()) ? new Step(this, KNOWN, report.connects()) : tie(report);
    }

    private Step tie(LevelReport.Available report) {
        var next = state == State.CONFIRMED ? State.DOUBTFUL : state;
        return new Step(new Level(lower(available, report.available()), updatedAt, next, holding), DOUBTED, true);
    }

    private Step newer(LevelReport.Available report, boolean tracked) {
        return switch (state) {
            case CONFIRMED, DOUBTFUL -> counted(report, tracked);
            case DISCONNECTED -> new Step(with(report, lower(available, report.available()), state), WAITS, true);
            case UNCONFIRMED -> new Step(with(report, report.available(), state), WAITS, true);
        };
    }

    /// Shopify gives no number for an item that it does not count, and only then: otherwise something has changed.
    private Step counted(LevelReport.Available report, boolean tracked) {
        boolean counted = report.available().isPresent();
        var number = counted ? report.available() : lower(available, report.available());
        var next = with(report, number, counted == tracked ? State.CONFIRMED : State.DOUBTFUL);
        return new Step(next, COUNTS, counted != tracked || report.connects());
    }

    private Level with(LevelReport.Available report, OptionalLong number, State next) {
        return new Level(number, Optional.of(report.updatedAt()), next, holding);
    }

    private Level holding(Holding shown) {
        return new Level(
                available,
                updatedAt,
                state,
                Optional.of(holding.map(shown::orNewer).orElse(shown)));
    }

    /// @param settled the re-read has answered what was in doubt
    record Reread(Level level, boolean settled) {}

    /// What a re-read makes of this level, if no doubt arose since the re-read began.
    ///
    /// @param found empty when the item is not stocked here
    Reread reread(Optional<ItemRead.ReadLevel> found, boolean tracked) {
        return found.map(read -> holding(read.holding())
                        .reread(read, tracked ? OptionalLong.of(read.available()) : OptionalLong.empty()))
                .orElseGet(() -> new Reread(new Level(available, updatedAt, State.UNCONFIRMED, holding), true));
    }

    /// A level that a newer report confirmed meanwhile needs no other answer.
    private Reread reread(ItemRead.ReadLevel read, OptionalLong number) {
        int age = updatedAt.map(read.updatedAt()::compareTo).orElse(1);
        if (age < 0) {
            return new Reread(this, state == State.CONFIRMED);
        }
        if (age == 0 && state == State.CONFIRMED && !available.equals(number)) {
            return new Reread(new Level(lower(available, number), updatedAt, State.DOUBTFUL, holding), false);
        }
        return new Reread(new Level(number, Optional.of(read.updatedAt()), State.CONFIRMED, holding), true);
    }

    /// Unknown stands between -1 and 0: beside known levels it counts as 0, alone it is not even that.
    static OptionalLong lower(OptionalLong one, OptionalLong other) {
        if (one.isPresent() && other.isPresent()) {
            return OptionalLong.of(Math.min(one.getAsLong(), other.getAsLong()));
        }
        var known = one.isPresent() ? one : other;
        return isNegative(known) ? known : OptionalLong.empty();
    }

    private static boolean isNegative(OptionalLong number) {
        return number.isPresent() && number.getAsLong() < 0;
    }
}
