package io.stockrule.rules;

import java.util.Arrays;
import java.util.Optional;

/// The steps of a decision in the order in which they run. A rule belongs to the step that its agenda group names.
enum Step {
    WAREHOUSE_SELECTION("warehouse selection"),
    UNKNOWN_STOCK("unknown stock"),
    RESERVE("reserve"),
    PACK("pack"),
    QUANTITY_MODE("quantity mode"),
    EXCEPTIONS("exceptions"),
    GUARD("guard");

    private final String agendaGroup;

    Step(String agendaGroup) {
        this.agendaGroup = agendaGroup;
    }

    String agendaGroup() {
        return agendaGroup;
    }

    static Optional<Step> of(String agendaGroup) {
        return Arrays.stream(values())
                .filter(step -> step.agendaGroup.equals(agendaGroup))
                .findFirst();
    }
}
