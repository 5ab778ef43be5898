package io.stockrule.language;

import java.util.List;

/// What one statement of a profile settles, apart from exceptions, promises and expectations. Of each kind one applies
/// to a listing; each warehouse's reserve is a kind of its own, and so is each rule file.
public sealed interface Provision {
    record Selects(Selection selection) implements Provision {}

    record Counts(Counting counting) implements Provision {}

    record Keeps(Reserve reserve) implements Provision {}

    /// @param percent of the sellable units
    record Offers(int percent) implements Provision {}

    record Lists(QuantityMode mode) implements Provision {}

    record ListsNothingBelow(int minimum) implements Provision {}

    /// @param steps only multiples of it are listed
    record ListsInSteps(int steps) implements Provision {}

    record Handles(int days) implements Provision {}

    record KnowsNoStock(UnknownStock action) implements Provision {}

    record Includes(String ruleFile) implements Provision {}

    /// Two of equal kinds are never in force for one listing.
    default List<Object> kind() {
        return switch (this) {
            case Keeps keeps -> List.of(Keeps.class, keeps.reserve().warehouse());
            case Includes includes -> List.of(Includes.class, includes.ruleFile());
            case Selects _,
                    Counts _,
                    Offers _,
                    Lists _,
                    ListsNothingBelow _,
                    ListsInSteps _,
                    Handles _,
                    KnowsNoStock _ -> List.of(getClass());
        };
    }
}
