package io.stockrule.language;

import java.util.List;

/// Which warehouses count. Names compare exactly, as the shop wrote them.
public sealed interface Selection {
    /// A warehouse that counts: the first one named, or a nameless one where all count.
    default String aChosenWarehouse() {
        return switch (this) {
            case All _, AllExcept _ -> "";
            case Named named -> named.names().getFirst();
            case FirstOf first -> first.names().getFirst();
        };
    }

    /// The warehouses that it names, to count them or to except them.
    default List<String> names() {
        return switch (this) {
            case All _ -> List.of();
            case AllExcept except -> except.names;
            case Named named -> named.names;
            case FirstOf first -> first.names;
        };
    }

    /// `use all warehouses`, and what a profile without a selection does.
    record All() implements Selection {}

    /// `use all warehouses except "Outlet"`.
    record AllExcept(List<String> names) implements Selection {
        public AllExcept {
            names = List.copyOf(names);
        }
    }

    /// `use the first of "Berlin", "Hamburg" with at least 5`: the first that has so many; if none has, the last of
    /// them with a known level.
    record FirstOf(List<String> names, int atLeast) implements Selection {
        public FirstOf {
            names = List.copyOf(names);
        }
    }

    /// `use warehouses "Berlin", "Hamburg"`.
    record Named(List<String> names) implements Selection {
        public Named {
            names = List.copyOf(names);
        }
    }
}
