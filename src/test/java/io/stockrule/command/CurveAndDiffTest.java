package io.stockrule.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurveAndDiffTest {
    @TempDir
    Path folder;

    @Test
    void a_curve_is_shown_when_asked_for() throws IOException {
        var file = file("capped", "keep 2 in reserve\nquantity not more than 3\nwhen available is 9 then hold");
        var found = file + ": no mistakes; 1 exception\n";
        assertThat(Answer.of("check", file).out()).isEqualTo(found);
        assertThat(Answer.of("check", "--curve", file)).isEqualTo(new Answer(0, found + file + """
                :
                  available    listed
                  up to 2      0
                  3 to 4       1 to 2
                  5 to 8       3
                  9            hold
                  10 and more  3
                """, ""));
    }

    @Test
    void json_has_the_curve_and_what_is_wrong() throws IOException {
        var json = new ObjectMapper()
                .readTree(Answer.of("check", "--json", file("a", "quantity not more than 3"), file("b", "kep 3"))
                        .out());
        assertThat(json).hasSize(2);
        assertThat(json.at("/0/accepted").asBoolean()).isTrue();
        assertThat(json.at("/0/curve/0/from").isMissingNode()).isTrue();
        assertThat(json.at("/0/curve/1/from").asLong()).isEqualTo(1);
        assertThat(json.at("/0/curve/1/last/quantity").asInt()).isEqualTo(2);
        assertThat(json.at("/0/curve/2/first/decision").asText()).isEqualTo("lists");
        assertThat(json.at("/1/accepted").asBoolean()).isFalse();
        assertThat(json.at("/1/diagnostics/0/code").asText()).isEqualTo("SR102");
        assertThat(json.at("/1/diagnostics/0/line").asInt()).isEqualTo(2);
    }

    @Test
    void a_broken_promise_is_an_error_and_a_doubt_is_not() throws IOException {
        var broken = Answer.of(
                "check", file("broken", "when available is 3 then list 5\npromise listed is at most available"));
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.out()).contains("SR210 the promise is broken: with 3 available the profile lists 5");
        assertThat(Answer.of("check", file("doubt", "when available is 3 then list 5")))
                .satisfies(doubt -> assertThat(doubt.exitCode()).isZero())
                .satisfies(doubt -> assertThat(doubt.out()).contains("warning SR304"));
    }

    @Test
    void a_difference_is_told_and_gives_1() throws IOException {
        var a = file("a", "quantity not more than 3");
        var b = file("b", "quantity not more than 4\nwhen tag is \"fragile\" and available is above 8 then hold");
        assertThat(Answer.of("diff", a, b)).isEqualTo(new Answer(1, """
                available 4 and more: 3 -> 4
                available 4..8: 3 -> 4
                available 9 and more: 3 -> hold (tag "fragile")
                %s differs from %s: more, such as available 4: 3 -> 4; \
                only one holds, such as available 9: 3 -> hold (tag "fragile")
                """.formatted(b, a), ""));
    }

    @Test
    void at_last_it_is_told_whether_one_never_lists_more_than_the_other() throws IOException {
        var three = file("three", "quantity not more than 3");
        var careful = file("careful", "quantity not more than 3\nkeep 1 in reserve");
        assertThat(Answer.of("diff", three, careful).out().lines())
                .last()
                .isEqualTo("%s never lists more than %s, of goods not sold in packs; less, such as available 1: 1 -> 0"
                        .formatted(careful, three));
        assertThat(Answer.of("diff", careful, three).out().lines())
                .last()
                .isEqualTo("%s never lists less than %s, of goods not sold in packs; more, such as available 1: 0 -> 1"
                        .formatted(three, careful));
    }

    @Test
    void profiles_that_decide_the_same_in_other_words_give_0() throws IOException {
        var a = file("a", "quantity not more than 3");
        var b = file("b", "when available is above 3 then list 3\nwhen sku is \"x\" then list product value");
        assertThat(Answer.of("diff", a, b))
                .isEqualTo(new Answer(0, b + " lists the same as " + a + ", of goods not sold in packs\n", ""));
    }

    @Test
    void handling_time_and_unknown_stock_are_differences_too() throws IOException {
        var a = file("a", "");
        var b = file("b", "handling time 3 days\nwhen stock is unknown then list 5");
        assertThat(Answer.of("diff", a, b).out()).isEqualTo("""
                handling time: not set -> 3 days
                stock unknown: hold -> 5
                %s differs from %s: only one holds, such as stock unknown: hold -> 5
                """.formatted(b, a));
    }

    @Test
    void a_curve_tries_included_rules_and_says_so() throws IOException {
        var file = file("included", "quantity not more than 4\ninclude rules \"stop-and-relist\"");
        var answer = Answer.of("check", "--curve", "--rules", "./rules", file);
        assertThat(answer.out()).contains("SR308");
        assertThat(answer.out().lines().map(String::strip))
                .containsSubsequence("up to 2     stop", "3           3", "4 and more  4")
                .last()
                .asString()
                .startsWith("included rules were tried");
        var json = new ObjectMapper()
                .readTree(
                        Answer.of("check", "--json", "--rules", "./rules", file).out());
        assertThat(json.at("/0/curve/0/first/decision").asText()).isEqualTo("stops");
        assertThat(json.at("/0/exact").asBoolean(true)).isFalse();
    }

    @Test
    void what_an_included_rule_lists_beyond_the_stock_is_warned_of() throws IOException {
        var rules = included("when $listing : Listing(available == 7) then $listing.listAtLeast(9);");
        var answer = Answer.of("check", "--rules", rules, file("more", "include rules \"house\""));
        assertThat(answer.out()).contains("SR304 this can list more than is available: with 7 available");
    }

    @Test
    void a_difference_in_included_rules_is_found_far_from_any_number_of_the_text() throws IOException {
        var rules = included("when $listing : Listing(listed > 3000) then $listing.listAtMost(3000);");
        var answer = Answer.of("diff", "--rules", rules, file("without", ""), file("with", "include rules \"house\""));
        assertThat(answer.out()).contains("included rules: [] -> [house]").contains(" -> 3000\n");
        assertThat(answer.out().lines().filter(row -> row.startsWith("available")))
                .isNotEmpty()
                .allMatch(row -> row.matches("available (300\\d|999999)\\b.*"));
        assertThat(answer.err()).contains("included rules were only tried");
        assertThat(answer.exitCode()).isEqualTo(1);
    }

    @Test
    void profiles_of_one_included_file_are_compared_with_it() throws IOException {
        var rules = included("when $listing : Listing(listed > 3) then $listing.listAtMost(3);");
        var a = file("a", "include rules \"house\"");
        var b = file("b", "quantity not more than 5\ninclude rules \"house\"");
        var answer = Answer.of("diff", "--rules", rules, a, b);
        assertThat(answer.out())
                .isEqualTo("as far as was tried, " + b + " lists the same as " + a + ", of goods not sold in packs\n");
        assertThat(answer.exitCode()).isZero();
    }

    @Test
    void a_rule_file_that_does_not_exist_or_has_a_mistake_is_told() throws IOException {
        var rules = included("when $listing : Listing(colour == 3) then $listing.stop();");
        assertThat(Answer.of("diff", "--rules", rules, file("a", ""), file("b", "include rules \"hous\"")))
                .satisfies(answer -> assertThat(answer.exitCode()).isEqualTo(2))
                .satisfies(answer -> assertThat(answer.err()).contains("SR207").contains("did you mean \"house\"?"));
        assertThat(Answer.of("diff", "--rules", rules, file("a", ""), file("b", "include rules \"house\""))
                        .err())
                .contains("not usable")
                .contains("house.drl");
    }

    /// A folder with the steps, and one file to include.
    private String included(String rule) throws IOException {
        var rules = folder.resolve("rules");
        Files.createDirectories(rules.resolve("included"));
        try (var files = Files.list(Path.of("rules"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, rules.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.writeString(
                rules.resolve("included/house.drl"),
                "package rules;\nimport io.stockrule.rules.Listing;\nrule \"house\"\n%s\nend\n".formatted(rule));
        Files.writeString(rules.resolve("included/house.scenarios.csv"), "case,profile,levels,decision,quantity\n");
        return rules.toString();
    }

    @Test
    void what_is_no_profile_cannot_be_compared() throws IOException {
        assertThat(Answer.of("diff", file("a", ""), file("bad", "kep 3")).exitCode())
                .isEqualTo(2);
        assertThat(Answer.of("diff", file("a", ""), folder.resolve("none").toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(Answer.of("diff", file("a", "")).exitCode()).isEqualTo(2);
    }

    private String file(String name, String statements) throws IOException {
        return Files.writeString(folder.resolve(name + ".stockrule"), "profile \"Test\"\n" + statements)
                .toString();
    }
}
