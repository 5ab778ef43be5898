package io.stockrule.language;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// `when … then …`: the first exception of a profile whose condition holds acts, the rest are skipped. What acts
/// `otherwise` is an exception of its own behind the one whose condition does not hold.
///
/// @param isOtherwise whether it is the `otherwise` of the exception before it; its condition is that the other one's
///     does not hold
/// @param text the statement as the merchant wrote it, on one line, for the trace
public record ProfileException(Condition condition, Branch branch, boolean isOtherwise, String text, Span span) {
    public ProfileException(Condition condition, Action action, String text, Span span) {
        this(condition, Branch.of(action), false, text, span);
    }

    /// Those of a statement: one, or two if it says what is done otherwise.
    ///
    /// @param texts of both, for the trace
    public static List<ProfileException> of(
            Condition condition, Branch then, Optional<Branch> otherwise, List<String> texts, Span span) {
        var first = new ProfileException(condition, then, false, texts.getFirst(), span);
        return otherwise
                .map(it -> List.of(
                        first, new ProfileException(new Condition.Not(condition), it, true, texts.getLast(), span)))
                .orElseGet(() -> List.of(first));
    }

    public Action action() {
        return branch.action();
    }

    /// Days until an order is shipped; empty leaves them as the profile says.
    public OptionalInt handlingDays() {
        return branch.handlingDays();
    }

    /// Whether this is what the other one does otherwise. Of a profile that was made from another one, an exception may
    /// have lost the one before it.
    public boolean isOtherwiseOf(ProfileException other) {
        return isOtherwise
                && !other.isOtherwise
                && new Condition.Not(other.condition).simplified().equals(condition.simplified());
    }

    public ProfileException with(Branch other) {
        return new ProfileException(condition, other, isOtherwise, text, span);
    }

    public ProfileException with(Condition other) {
        return new ProfileException(other, branch, isOtherwise, text, span);
    }

    /// The same without where and in which words it was written.
    public ProfileException meaning() {
        return new ProfileException(condition.simplified(), branch, isOtherwise, "", Span.NOWHERE);
    }
}
