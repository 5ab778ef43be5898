package io.stockrule.profile.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.check.Checker;
import io.stockrule.language.writing.ProfileWriter;
import io.stockrule.language.writing.Rendering;
import io.stockrule.rules.GeneratedProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFormTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PROFILES = 2_000;

    static Stream<Path> examples() throws IOException {
        try (var files = Files.list(Path.of("dsl-examples"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_keeps_its_meaning_from_text_to_json_and_back(Path file) throws IOException {
        assertKeepsItsMeaning(accepted(Files.readString(file)));
    }

    @Test
    void any_profile_keeps_its_meaning_from_text_to_json_and_back() throws IOException {
        var generated = new GeneratedProfiles(4_711);
        int accepted = 0;
        for (int i = 0; i < PROFILES; i++) {
            var text = ProfileWriter.write(generated.profile());
            if (Checker.read(text, KnownNames.ANY) instanceof Checked.Accepted it) {
                accepted++;
                assertKeepsItsMeaning(it.profile());
            }
        }
        assertThat(accepted).isGreaterThan(PROFILES / 2);
    }

    @Test
    void rule_files_that_some_listings_include_keep_their_order() throws IOException {
        assertKeepsItsMeaning(accepted("""
                profile "Rules"
                include rules "b" where tag is "1"
                offer 50% where tag is "4"
                include rules "a" where tag is "2"
                include rules "b" where tag is "3"
                include rules "c"
                """));
    }

    @Test
    void a_rule_file_that_only_a_limited_statement_names_is_not_lost() throws IOException {
        var read = text("""
                {"profile": "Rules", "limited": [
                  {"where": {"test": "tag", "match": "is", "texts": ["1"]}, "includeRules": "b"}]}""");
        assertThat(read).contains("include rules \"b\" where tag is \"1\"");
    }

    @Test
    void metafields_are_said_by_their_names() throws IOException {
        assertKeepsItsMeaning(accepted("""
                profile "Metafields"
                when metafield "custom.season" is one of "a", "b" or not product status is empty then hold
                expect available 1 with product status is "draft", metafield "custom.season" is "a" holds
                """));
        assertThat(text("""
                {"profile": "M", "exceptions": [{
                  "when": {"test": "metafield", "metafield": "a.b\\" is \\"x", "match": "is empty"},
                  "then": {"action": "stop"}}]}""")).contains("metafield \"a.b\\\" is \\\"x\" is empty");
    }

    private static void assertKeepsItsMeaning(Profile profile) throws IOException {
        var json = JsonForm.write(profile);
        assertThat(ProfileSchema.mistakesIn(JSON.readTree(json))).as(json).isEmpty();
        var back = accepted(text(json));
        assertThat(back.meaning()).as(json).isEqualTo(profile.meaning());
        assertThat(JsonForm.write(back)).isEqualTo(json);
    }

    @Test
    void the_deepest_condition_that_the_language_takes_has_a_json_form() throws IOException {
        var open = "not available is 1 and (listed is 1 or ".repeat(16);
        assertKeepsItsMeaning(
                accepted("profile \"A\"\nwhen " + open + "sellable is 1" + ")".repeat(16) + " then hold"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '`', textBlock = """
            JSON                                                                                     | POINTER
            []                                                                                       |
            {}                                                                                       |
            {"profile": 5}                                                                           | /profile
            {"profile": "A\\nkeep 5 in reserve"}                                                     | /profile
            {"profile": "A\\n"}                                                                      | /profile
            {"profile": "A", "colour": "red"}                                                        |
            {"profile": "A", "offer": "80"}                                                          | /offer
            {"profile": "A", "offer": 80.5}                                                          | /offer
            {"profile": "A", "offer": 1e30}                                                          | /offer
            {"profile": "A", "offer": null}                                                          | /offer
            {"profile": "A", "keep": [{"units": 1}, {"units": 2, "percent": 3}]}                     | /keep/1/percent
            {"profile": "A", "keep": [{"at": "Berlin"}]}                                             | /keep/0
            {"profile": "A", "use": {"warehouses": "named", "names": []}}                            | /use/names
            {"profile": "A", "use": {"warehouses": "some"}}                                          | /use/warehouses
            {"profile": "A", "quantity": {"mode": "not more than"}}                                  | /quantity
            {"profile": "A", "exceptions": [{"when": {"test": "colour"}, "then": {"action": "hold"}}]} | /exceptions/0/when/test
            {"profile": "A", "exceptions": [{"when": {"test": "listed", "is": "below", "number": 1, "at": "B"}, "then": {"action": "hold"}}]} | /exceptions/0/when/at
            {"profile": "A", "exceptions": [{"when": {"test": "any", "of": [{"test": "date", "is": "on", "date": "2026-02-30"}]}, "then": {"action": "hold"}}]} | /exceptions/0/when/of/0/date
            {"profile": "A", "exceptions": [{"when": {"test": "date", "is": "on", "date": "02-30"}, "then": {"action": "hold"}}]} | /exceptions/0/when/date
            {"profile": "A", "exceptions": [{"when": {"test": "date", "is": "on", "date": "12-24\\n"}, "then": {"action": "hold"}}]} | /exceptions/0/when/date
            {"profile": "A", "exceptions": [{"when": {"test": "date", "is": "between", "date": "12-20", "and": "2027-01-06"}, "then": {"action": "hold"}}]} | /exceptions/0/when/and
            {"profile": "A", "exceptions": [{"when": {"test": "date", "is": "between", "date": "2026-12-20", "and": "01-06"}, "then": {"action": "hold"}}]} | /exceptions/0/when/and
            {"profile": "A", "expectations": [{"available": 3, "date": "12-24", "outcome": "holds"}]} | /expectations/0/date
            {"profile": "A", "exceptions": [{"when": {"test": "time", "from": "08:00\\n", "to": "09:00"}, "then": {"action": "hold"}}]} | /exceptions/0/when/from
            {"profile": "A", "exceptions": [{"when": {"test": "tag", "match": "contains", "texts": ["a", "b"]}, "then": {"action": "hold"}}]} | /exceptions/0/when/texts
            {"profile": "A", "expectations": [{"available": 3, "stock": [{"warehouse": "B", "available": 3}], "outcome": "holds"}]} | /expectations/0/stock
            {"profile": "A", "expectations": [{"available": 3, "pack": 0, "outcome": "holds"}]}       | /expectations/0/pack
            {"profile": "A", "expectations": [{"available": 3, "outcome": "holds", "then": []}]}      | /expectations/0/then
            {"profile": "A", "expectations": [{"available": 3, "outcome": "holds", "then": [{"available": 3}]}]} | /expectations/0/then/0
            {"profile": "A", "expectations": [{"available": 3, "outcome": "holds", "then": [{"available": 3, "stockUnknown": true, "outcome": "holds"}]}]} | /expectations/0/then/0/stockUnknown
            {"profile": "A", "expectations": [{"available": 3, "outcome": "holds", "then": [{"time": "08:00", "outcome": "holds"}]}]} | /expectations/0/then/0
            {"profile": "A", "expectations": [{"available": 3, "outcome": "holds", "then": [{"outcome": "holds", "then": []}]}]} | /expectations/0/then/0
            {"profile": "A", "promises": ["nothing"]}                                                 | /promises/0
            """)
    void a_mistake_of_the_form_is_told_with_its_pointer(String json, String pointer) throws IOException {
        assertThat(mistakes(json.replace("\\n", "\\u000a")))
                .extracting(ProfileSchema.Mistake::pointer)
                .contains(pointer == null ? "" : pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            list in steps of 12 | "listInSteps":12
            when date is 12-24 then hold | {"test":"date","is":"on","date":"12-24"}
            when date is before 03-01 then hold | {"test":"date","is":"before","date":"03-01"}
            when date is after 02-29 then hold | {"test":"date","is":"after","date":"02-29"}
            expect available 3 lists 3 then 2 lists 2 | "then":[{"available":2,"outcome":"lists","number":2}]
            expect available 3 lists 3 then stock unknown holds | "then":[{"stockUnknown":true,"outcome":"holds"}]
            expect available 3 lists 3 then lists 3 | "then":[{"outcome":"lists","number":3}]
            expect available 3, pack 2 lists 1 then pack 1 lists 3 | "then":[{"pack":1,"outcome":"lists","number":3}]
            expect "B" 3 lists 3 then "C" 1 lists 4 | "then":[{"stock":[{"warehouse":"B","available":3},{"warehouse":"C","available":1}],"outcome"
            expect available 3 with vendor is "V" holds then with vendor is "" holds | "then":[{"with":{"vendor":""},"outcome":"holds"}]
            expect available 3 with metafield "custom.b1" is "c" holds then with metafield "custom.b1" is "" holds | "then":[{"with":{"metafields":{"custom.b1":""}},"outcome"
            expect available 3 with tag is "a" holds then with tag is "b", tag is "c" holds | "then":[{"with":{"tag":["b","c"]},"outcome":"holds"}]
            expect available 3 on 2026-12-24 08:00 holds then on 2026-12-24 09:00 holds | "then":[{"date":"2026-12-24","time":"09:00","outcome"
            when date is between 12-20 and 01-06 then hold | {"test":"date","is":"between","date":"12-20","and":"01-06"}
            """)
    void a_statement_is_written_as_the_schema_says(String statement, String written) throws IOException {
        var profile = accepted("profile \"A\"\n" + statement);
        assertThat(JsonForm.write(profile)).contains(written);
        assertKeepsItsMeaning(profile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{\"profile\": \"A\"} {}", "{\"profile\": \"A\", \"profile\": \"B\"}", "{'profile': 1}"
            })
    void what_is_no_json_is_refused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(JacksonException.class);
    }

    @Test
    void too_large_and_too_deep_json_is_refused() throws IOException {
        assertThat(read("{\"profile\": \"" + "A".repeat(JsonForm.LARGEST) + "\"}"))
                .isInstanceOf(JsonForm.Read.TooLarge.class);
        assertThatThrownBy(() -> read("{\"profile\":" + "[".repeat(5_000)))
                .isInstanceOf(StreamConstraintsException.class);
    }

    @Test
    void of_the_largest_json_that_is_full_of_mistakes_the_first_hundred_are_told() throws IOException {
        var body = "{\"profile\":\"A\",\"exceptions\":[" + "{},".repeat((JsonForm.LARGEST - 100) / 3) + "{}]}";
        assertThat(mistakes(body)).hasSize(100);
    }

    @Test
    void the_largest_json_becomes_a_text_that_the_checker_answers() throws IOException {
        var tests = "{\"test\":\"day\",\"days\":[]},".repeat((JsonForm.LARGEST - 200) / 26)
                + "{\"test\":\"day\",\"days\":[]}";
        var text = text(
                "{\"profile\":\"A\",\"exceptions\":[{\"when\":{\"test\":\"any\",\"of\":[%s]},\"then\":{\"action\":\"hold\"}}]}"
                        .formatted(tests));
        assertThat(Checker.check(text, KnownNames.ANY).diagnostics())
                .extracting(each -> each.code().id())
                .containsExactly("SR001");
    }

    @Test
    void a_step_that_names_a_warehouse_twice_is_told_of_as_it_is_in_a_text() throws IOException {
        var text = text("""
                {"profile": "A", "expectations": [{"stock": [{"warehouse": "B", "available": 1}], "outcome": "holds",
                 "then": [{"stock": [{"warehouse": "C", "available": 2}, {"warehouse": "C", "available": 3}],
                           "outcome": "holds"}]}]}
                """);
        assertThat(Checker.check(text, KnownNames.ANY).diagnostics())
                .extracting(each -> each.code().id())
                .contains("SR205");
    }

    @Test
    void a_mistake_of_the_meaning_is_told_of_the_text_that_it_becomes() throws IOException {
        var text = text("""
                {"profile": "A", "offer": 150, "keep": [{"units": -2}],
                 "exceptions": [{"when": {"test": "tag", "match": "is", "texts": ["\\" then stop # \\\\"]},
                                 "then": {"action": "list", "number": 3}}]}
                """);
        assertThat(text).isEqualTo("""
                profile "A"
                keep -2 in reserve
                offer 150%
                quantity product value
                when tag is "\\" then stop # \\\\" then list 3
                """);
        assertThat(Checker.check(text, KnownNames.ANY).diagnostics())
                .extracting(each -> each.code().id())
                .containsExactly("SR109", "SR108");
    }

    @Test
    void the_example_of_the_documentation_is_a_profile() throws IOException {
        var page = Files.readString(Path.of("docs", "language.md"));
        var json = page.substring(page.indexOf("```json") + 7, page.indexOf("```", page.indexOf("```json") + 7));
        assertThat(accepted(text(json)).expectations()).hasSize(1);
    }

    private static List<ProfileSchema.Mistake> mistakes(String body) throws IOException {
        return switch (read(body)) {
            case JsonForm.Read.OtherForm other -> other.mistakes();
            case JsonForm.Read read -> throw new AssertionError("no mistake of the form: " + read);
        };
    }

    private static String text(String body) throws IOException {
        return switch (read(body)) {
            case JsonForm.Read.Text text -> text.text();
            case JsonForm.Read read -> throw new AssertionError("no text: " + read);
        };
    }

    private static JsonForm.Read read(String body) throws IOException {
        return JsonForm.read(body.getBytes(UTF_8));
    }

    private static Profile accepted(String text) {
        return switch (Checker.read(text, KnownNames.ANY)) {
            case Checked.Accepted it -> it.profile();
            case Checked.Rejected it -> throw new AssertionError(Rendering.render("test", text, it.diagnostics()));
        };
    }
}
