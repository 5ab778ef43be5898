package io.stockrule.rules.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A [Plan] in the making: rules that fire write down here what they have done.
public final class PlanDraft {
    private final int mostFirings;
    private final List<Planned> first = new ArrayList<>();
    private final List<Planned> last = new ArrayList<>();
    private final List<Long> numbers;
    private List<Planned> part = first;
    private String rule = "";
    private int firings;

    /// @param numbers those of the exceptions
    PlanDraft(int mostFirings, List<Long> numbers) {
        this.mostFirings = mostFirings;
        this.numbers = numbers;
    }

    /// From here on it is about what comes after the exceptions.
    void goOnAfterExceptions() {
        part = last;
    }

    /// @param name of the rule that acts next
    /// @throws RulesFailed when too many have
    public void begin(String name) {
        if (++firings > mostFirings) {
            throw RulesFailed.overLimit("", mostFirings);
        }
        rule = name;
    }

    /// @param its numbers
    public void add(Operation operation, List<String> warehouses, long... its) {
        part.add(new Planned(rule, operation, warehouses, numbers.size()));
        Arrays.stream(its).forEach(numbers::add);
    }

    Shape.Parts parts(List<ExceptionKey> exceptions, List<String> includes) {
        return new Shape.Parts(first, exceptions, includes, last);
    }

    long[] numbers() {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }
}
