package io.stockrule.language.reading;

import io.stockrule.language.reading.Statement.Expects;
import io.stockrule.language.reading.Statement.Given;
import io.stockrule.language.reading.Statement.WordGiven;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Makes whole expectations of the steps of a series: what a step does not say stays as in the step before.
///
/// A warehouse is said anew with all that it holds; one that is not named stays. Stock that is said in another way
/// (`available` behind warehouses, or the other way round) replaces all of it. A word is said anew with all its texts.
public final class ExpectedSteps {
    private ExpectedSteps() {}

    /// @return the first one included, none with steps of its own
    public static List<Expects> of(Expects series) {
        var steps = new ArrayList<Expects>();
        series.steps().forEach(step -> steps.add(steps.isEmpty() ? alone(step) : after(steps.getLast(), step)));
        return steps;
    }

    private static Expects alone(Expects step) {
        return new Expects(
                step.given(), step.words(), step.date(), step.time(), step.expected(), step.place(), List.of());
    }

    private static Expects after(Expects before, Expects step) {
        return new Expects(
                given(before.given(), step.given()),
                words(before.words(), step.words()),
                step.date().or(before::date),
                step.time().or(before::time),
                step.expected(),
                step.place(),
                List.of());
    }

    private static List<Given> given(List<Given> before, List<Given> said) {
        boolean goesOn = said.stream().allMatch(each -> !saysStock(each) || each instanceof Given.Level);
        boolean ofWarehouses = said.stream().anyMatch(Given.Level.class::isInstance);
        var kept = before.stream()
                .filter(each -> !saysStock(each) || goesOn && (!ofWarehouses || each instanceof Given.Level));
        return replaced(kept, said, ExpectedSteps::subject);
    }

    private static boolean saysStock(Given given) {
        return switch (given) {
            case Given.Available _, Given.Level _, Given.StockUnknown _ -> true;
            case Given.Pack _, Given.KeepsSelling _ -> false;
        };
    }

    private static Object subject(Given given) {
        return given instanceof Given.Level level ? level.warehouse().text() : given.getClass();
    }

    /// In the order in which they were first said.
    private static List<Given> replaced(Stream<Given> before, List<Given> said, Function<Given, Object> subject) {
        var all = new LinkedHashMap<Object, Given>();
        Stream.concat(before, said.stream()).forEach(each -> all.put(subject.apply(each), each));
        return List.copyOf(all.values());
    }

    private static List<WordGiven> words(List<WordGiven> before, List<WordGiven> said) {
        var kept = before.stream()
                .filter(each -> said.stream().noneMatch(other -> other.word().equals(each.word())));
        return Stream.concat(kept, said.stream()).toList();
    }
}
