package io.stockrule.rules;

import java.util.Arrays;
import java.util.Optional;

/// The steps of a decision in the order in which they run. A rule belongs to the step that its `ruleflow-group` names.
public enum Step {
    WHAT_COUNTS("what counts"),
    WAREHOUSE_SELECTION("warehouse selection"),
    UNKNOWN_STOCK("unknown stock"),
    RESERVE("reserve"),
    WAREHOUSE_RESERVE("reserve of warehouses"),
    MORE_RESERVE("more reserve"),
    SHARE("share"),
    PACK("pack"),
    QUANTITY_MODE("quantity mode"),
    MINIMUM("minimum"),
    STEPS("steps"),
    EXCEPTIONS("exceptions"),
    OVERRIDES("overrides"),
    GUARD("guard");

    private final String group;

    Step(String group) {
        this.group = group;
    }

    public String group() {
        return group;
    }

    public static Optional<Step> of(String group) {
        return Arrays.stream(values()).filter(step -> step.group.equals(group)).findFirst();
    }
}
