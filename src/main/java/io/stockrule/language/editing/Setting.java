package io.stockrule.language.editing;

import io.stockrule.language.Profile;
import io.stockrule.language.reading.Statement;
import io.stockrule.language.writing.ProfileWriter;
import java.util.List;
import java.util.Optional;

/// What a profile says once at most, or once for each warehouse. New statements are put in in this order.
public enum Setting {
    WAREHOUSES,
    COUNTING,
    RESERVE,
    SHARE,
    QUANTITY,
    MINIMUM,
    STEPS,
    HANDLING_TIME,
    UNKNOWN_STOCK;

    /// Which setting a statement is about; empty for those that a profile may have many of.
    static Optional<Setting> of(Statement statement) {
        return switch (statement) {
            case Statement.Selects _ -> Optional.of(WAREHOUSES);
            case Statement.Counts _ -> Optional.of(COUNTING);
            case Statement.Keeps _ -> Optional.of(RESERVE);
            case Statement.Offers _ -> Optional.of(SHARE);
            case Statement.Lists _ -> Optional.of(QUANTITY);
            case Statement.ListsNothingBelow _ -> Optional.of(MINIMUM);
            case Statement.ListsInSteps _ -> Optional.of(STEPS);
            case Statement.Handles _ -> Optional.of(HANDLING_TIME);
            case Statement.KnowsNoStock _ -> Optional.of(UNKNOWN_STOCK);
            case Statement.Names _,
                    Statement.Narrows _,
                    Statement.Includes _,
                    Statement.Excepts _,
                    Statement.Promises _,
                    Statement.Expects _ -> Optional.empty();
        };
    }

    /// The statements with which a text says this setting of a profile; none for what is so without a word.
    List<String> written(Profile profile) {
        return switch (this) {
            case WAREHOUSES -> ProfileWriter.selection(profile.selection()).toList();
            case COUNTING -> ProfileWriter.counting(profile.counting()).toList();
            case RESERVE ->
                profile.reserves().stream().map(ProfileWriter::reserve).toList();
            case SHARE -> ProfileWriter.share(profile.share()).toList();
            case QUANTITY -> List.of(ProfileWriter.quantity(profile.mode()));
            case MINIMUM -> ProfileWriter.minimum(profile.minimum()).toList();
            case STEPS -> ProfileWriter.steps(profile.steps()).toList();
            case HANDLING_TIME ->
                ProfileWriter.handlingTime(profile.handlingDays()).toList();
            case UNKNOWN_STOCK ->
                profile.unknown().stream().map(ProfileWriter::unknown).toList();
        };
    }
}
