package io.stockrule.language;

import java.util.OptionalInt;

/// What an exception does in one of its two cases.
///
/// @param action what becomes of the number; [Action.Leave] where the branch says nothing of it
/// @param handlingDays days until an order is shipped; empty leaves them as the profile says
public record Branch(Action action, OptionalInt handlingDays) {
    public static Branch of(Action action) {
        return new Branch(action, OptionalInt.empty());
    }
}
