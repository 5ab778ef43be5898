package io.stockrule.language.editing;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.ProfileText;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.language.meaning.Wording;
import io.stockrule.rules.GeneratedQuestions;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.TraceStep;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StepPlacesTest {
    private static final String TEXT = """
            profile "Places"
            use warehouse "Berlin"
            keep 1 in reserve
            keep 1 in reserve at "Berlin"
            offer 90%
            quantity not more than 10
            list nothing below 2
            when stock is unknown then list 5
            # the exceptions
            when available is above 100
              then hold
            when available is 50 then stop
            expect "Berlin" 50 stops
            expect "Berlin" 101 holds
            expect "Berlin" 4 lists 0
            expect stock unknown lists 5
            """;

    @Test
    void each_step_is_found_where_it_is_written() {
        var profile = ProfileText.accepted(TEXT);
        var lines = profile.expectations().stream()
                .map(each ->
                        lines(TEXT, Interpreter.decide(profile, each.facts()).trace()))
                .toList();
        assertThat(lines)
                .containsExactly(
                        List.of(2, 3, 4, 5, 6, 12),
                        List.of(2, 3, 4, 5, 6, 10),
                        List.of(2, 3, 4, 5, 6, 7),
                        List.of(2, 8));
    }

    @Test
    void a_step_of_some_listings_is_found_at_the_statement_that_is_for_them() {
        var text = """
                profile "Places"
                quantity not more than 10
                quantity not more than 3 where tag is "a"
                quantity not more than 2 where tag is "b" and vendor is "V"
                keep 1 in reserve where tag is "a"
                keep 2 in reserve at "Berlin" where tag is "a"
                use warehouse "Berlin" where tag is "a"
                expect "Berlin" 50 lists 10
                expect "Berlin" 50 with tag is "a" lists 3
                expect "Berlin" 50 with tag is "b", vendor is "V" lists 2
                """;
        var lines = ProfileText.accepted(text).expectations().stream()
                .map(each -> lines(
                        text,
                        Interpreter.decide(ProfileText.accepted(text), each.facts())
                                .trace()))
                .toList();
        assertThat(lines).containsExactly(List.of(2), List.of(7, 5, 6, 3), List.of(4));
    }

    @Test
    void statements_for_the_same_listings_are_told_apart() {
        var text = """
                profile "Places"
                keep 2 in reserve at "Berlin" where tag is "c"
                keep 3 in reserve at "Wien" where tag is "c"
                quantity not more than 3 where vendor is "c"
                quantity not more than 4 where tag is "c"
                expect "Berlin" 1, "Wien" 9 with tag is "c" lists 4
                """;
        var profile = ProfileText.accepted(text);
        assertThat(lines(
                        text,
                        Interpreter.decide(
                                        profile,
                                        profile.expectations().getFirst().facts())
                                .trace()))
                .containsExactly(2, 3, 5);
    }

    @Test
    void what_is_counted_is_said_where_warehouses_are_added_up() {
        var all = StepPlaces.in("profile \"A\"\ncount on hand");
        assertThat(all.of("all warehouses count", "Berlin 9 on hand").map(StepPlaces.Origin::line))
                .contains(2);
        var both = StepPlaces.in("profile \"A\"\ncount on hand where tag is \"a\"\nuse warehouse \"Berlin\"");
        assertThat(both.of("only the named warehouses count", "Berlin 9 on hand, for a")
                        .map(StepPlaces.Origin::line))
                .contains(2);
        assertThat(both.of("only the named warehouses count", "Berlin 9 available")
                        .map(StepPlaces.Origin::line))
                .contains(3);
    }

    @Test
    void steps_are_found_too() {
        var text = "profile \"Steps\"\nquantity product value\nlist in steps of 5\nexpect available 12 lists 10\n";
        var trace = Interpreter.decide(
                        ProfileText.accepted(text),
                        ProfileText.accepted(text).expectations().getFirst().facts())
                .trace();
        assertThat(lines(text, trace)).containsExactly(2, 3);
    }

    @Test
    void a_step_names_its_statement_on_one_line_and_without_comments() {
        var text = """
                when available is above 100   # plenty
                  then hold
                """;
        assertThat(StepPlaces.in(text).of(Wording.exceptionRule(1), ""))
                .hasValue(new StepPlaces.Origin(1, "when available is above 100 then hold"));
    }

    @Test
    void a_rule_of_an_included_file_leads_to_the_statement_that_includes_it() {
        var places = StepPlaces.in("""
                include rules "caps"
                include rules "caps-2"
                """);
        var sentence = new TraceStep(
                        "",
                        OptionalLong.empty(),
                        OptionalLong.of(8),
                        Wording.included("caps-2", "Candles", "list at most 8"))
                .sentence();
        assertThat(places.of("row 9 of caps-2.xlsx", sentence))
                .hasValue(new StepPlaces.Origin(2, "include rules \"caps-2\""));
        assertThat(places.of("row 9 of caps-3.xlsx", sentence.replace("caps-2", "caps-3")))
                .isEmpty();
    }

    @Test
    void what_no_statement_says_has_no_place() {
        var profile = ProfileText.of("expect available 20, pack 6 lists 3");
        var trace = Interpreter.decide(
                        profile, profile.expectations().getFirst().facts())
                .trace();
        assertThat(trace).isNotEmpty();
        assertThat(lines("profile \"Test\"", trace)).isEmpty();
    }

    /// Every rule that a statement is behind is known here, whatever the wording becomes.
    @Test
    void no_rule_of_a_profile_that_says_everything_is_without_a_place() {
        var questions = new GeneratedQuestions(7);
        var without = new HashSet<String>();
        for (int i = 0; i < 2_000; i++) {
            var facts = questions.facts();
            collect(TEXT, facts, without);
            collect(TEXT.replace("keep 1 in reserve\n", "keep 10% in reserve\n"), facts, without);
            collect(TEXT.replace("not more than 10", "single"), facts, without);
            collect(TEXT.replace("then list 5", "then stop"), facts, without);
            collect(TEXT.replace("warehouse \"Berlin\"\n", "all warehouses except \"Outlet\"\n"), facts, without);
        }
        assertThat(without)
                .isSubsetOf(Set.of(
                        "packs sell only whole", "less than nothing cannot be sold", "less than a pack is none"));
    }

    private static void collect(String text, ListingFacts facts, Set<String> without) {
        var places = StepPlaces.in(text);
        Interpreter.decide(ProfileText.read(text), facts).trace().stream()
                .filter(step -> places.of(step.rule(), step.sentence()).isEmpty())
                .map(TraceStep::rule)
                .forEach(without::add);
    }

    private static List<Integer> lines(String text, List<TraceStep> trace) {
        var places = StepPlaces.in(text);
        return trace.stream()
                .flatMap(step -> places.of(step.rule(), step.sentence()).stream())
                .map(StepPlaces.Origin::line)
                .toList();
    }
}
