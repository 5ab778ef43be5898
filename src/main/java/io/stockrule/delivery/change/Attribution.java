package io.stockrule.delivery.change;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Finds out who has changed the number of a target between two looks, from what Amazon shows.
///
/// @param changes in the order in which they came, as far as that can be known; none when nothing changed
/// @param known what the next look is to be compared with: what was submitted counts from when it is in force
public record Attribution(List<Change> changes, Look known) {
    /// Nothing was sent between the looks that may have become effective.
    ///
    /// @param sent the number that was sent last and was effective before
    public static Attribution between(Look before, Look now, int sent) {
        if (before.shown().isEmpty() || now.shown().isEmpty()) {
            return new Attribution(List.of(), now);
        }
        int was = before.shown().getAsInt();
        int is = now.shown().getAsInt();
        var later = new Look(now.shown(), before.submitted());
        if (!isSubmitted(before.submitted(), now.submitted())) {
            return new Attribution(unsubmitted(was, is, sent), now);
        }
        int submitted = now.submitted().getAsInt();
        if (was == is) {
            return new Attribution(List.of(), submitted == is ? now : later);
        }
        return isInForce(was, is, submitted)
                ? new Attribution(submitted(was, is, submitted), now)
                : new Attribution(unsubmitted(was, is, sent), later);
    }

    /// The number that was sent shows now, or what was sold of it is missing.
    ///
    /// @param before what was shown before it
    /// @param asked whether a person had asked for it
    public static List<Change> ours(OptionalInt before, OptionalInt now, int sent, boolean asked) {
        var changes = new ArrayList<Change>();
        if (before.isPresent() && before.getAsInt() != sent) {
            changes.add(new Change(before.getAsInt(), sent, asked ? Writer.PERSON_HERE : Writer.STOCKRULE, true));
        }
        if (now.isPresent() && now.getAsInt() < sent) {
            changes.add(new Change(sent, now.getAsInt(), Writer.SALE, false));
        }
        return changes;
    }

    private static boolean isSubmitted(OptionalInt before, OptionalInt now) {
        return before.isPresent() && now.isPresent() && before.getAsInt() != now.getAsInt();
    }

    /// What was submitted shows at once, and is in force some time later. Less than was submitted is shown when some of
    /// it was sold, or when some was sold before: whichever is fewer.
    private static boolean isInForce(int was, int is, int submitted) {
        boolean fellBefore = is < was && was - is <= submitted - is;
        return is == submitted || (is < submitted && !fellBefore);
    }

    private static List<Change> submitted(int was, int is, int submitted) {
        var changes = new ArrayList<Change>();
        if (was != submitted) {
            changes.add(new Change(was, submitted, Writer.PROGRAM, true));
        }
        if (is < submitted) {
            changes.add(new Change(submitted, is, Writer.SALE, false));
        }
        return changes;
    }

    /// A sale, or what was sold and cancelled, explains all but more than was sent.
    private static List<Change> unsubmitted(int was, int is, int sent) {
        if (was == is) {
            return List.of();
        }
        boolean isSale = is < was || is <= sent;
        return List.of(new Change(was, is, isSale ? Writer.SALE : Writer.SELLER_CENTRAL, !isSale));
    }

    /// What is known of a fall that may have been a sale, once the orders of its time are: what they do not explain was
    /// written by somebody.
    ///
    /// @param fall after which less was shown
    /// @param ordered the most units that may have been ordered meanwhile
    public static List<Change> withOrders(Change fall, long ordered) {
        int left = (int) Math.max(fall.after(), fall.before() - ordered);
        var changes = new ArrayList<Change>();
        if (left != fall.before()) {
            changes.add(new Change(fall.before(), left, Writer.SALE, true));
        }
        if (left != fall.after()) {
            changes.add(new Change(left, fall.after(), Writer.SELLER_CENTRAL, true));
        }
        return changes;
    }
}
