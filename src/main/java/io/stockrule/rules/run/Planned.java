package io.stockrule.rules.run;

import java.util.List;

/// One operation of a [Shape].
///
/// @param rule that has it done, for the trace
/// @param names of warehouses, empty for operations that know none
/// @param number where its first number stands among those of a [Plan]
record Planned(String rule, Operation operation, List<String> names, int number) {
    Planned {
        names = List.copyOf(names);
    }
}
