package io.stockrule.editor;

import static io.stockrule.editor.TestEditor.answer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InsertTextFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompletionsTest {
    private static final String URI = "file:///a.stockrule";
    private TestEditor editor;

    @BeforeAll
    void open() throws Exception {
        editor = TestEditor.ready(
                new TestEditor(TestEditor.settings("Berlin", "New \"York\"")),
                "{\"tags\": [\"fragile\", \"heavy\"], \"vendors\": [\"Acme\"], \"metafields\": [\"custom.season\"]}");
    }

    @AfterAll
    void close() throws Exception {
        editor.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', useHeadersInDisplayName = true, textBlock = """
            WRITTEN                                    → MAY FOLLOW
            keep 2 |                                   → in reserve
            keep 2 in reserve |                        → at;where
            use |                                      → all warehouses;the first of;warehouse;warehouses
            use all warehouses e|                      → except;where
            quantity |                                 → custom;not more than;product;single
            quantity custom |                          → quantity
            list n|                                    → in steps of;nothing below
            keep 2 in reserve where tag is |           → empty;not;one of;"fragile";"heavy"
            offer |                                    →
            handling time 2 |                          → day;days
            when tag |                                 → contains;ends with;is;starts with
            when tag is |                              → empty;not;one of;"fragile";"heavy"
            when shopify |                             → keeps selling
            when available is below 3 |                → and;or;then
            when available is below 3 then |           → add;handling time;hold;list;stop;subtract
            when (available is below 3 |               → and;or
            when available is at |                     → least;most
            when day is |                              → friday;monday;not;one of;saturday;sunday;thursday;tuesday;wednesday
            when stock |                               → is unknown then
            when product |                             → status;type
            when metafield |                           → "custom.season"
            promise |                                  → listed
            promise listed n|                          → is;never rises when available falls
            expect stock unknown |                     → holds;lists;on;stops;with
            expect |                                   → available;pack;shopify keeps selling;stock unknown;"Berlin";"New \\"York\\""
            keep 2 oops |                              →
            keep 2 # in |                              →
            keep 2|                                    →
            when available is below 3 then hold|       →
            """)
    void words_are_those_that_the_grammar_lets_stand_there(String written, String mayFollow) throws Exception {
        var items = at("profile \"A\"\n" + written);
        assertThat(items.stream().map(each -> each.getTextEdit().getLeft().getNewText()))
                .containsExactlyElementsOf(mayFollow == null ? List.of() : Arrays.asList(mayFollow.split(";")));
    }

    @Test
    void behind_and_a_name_or_a_test_can_stand() throws Exception {
        var offered = labels(at("profile \"A\"\nwhen tag is one of \"a\", \"b\" and |"));
        assertThat(offered)
                .contains("available", "listed is", "not", "tag", "shopify keeps selling", "fragile", "heavy")
                .doesNotContain("then", "or", "is", "list");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', useHeadersInDisplayName = true, textBlock = """
            WRITTEN                             → BECOMES
            use warehouse "B|                   → use warehouse "Berlin"
            use warehouse "B|"                  → use warehouse "Berlin"
            use warehouse "B|lin"               → use warehouse "Berlin"
            use warehouses "B|, "Hamburg"       → use warehouses "Berlin", "Hamburg"
            use warehouses "🕯", "B|            → use warehouses "🕯", "Berlin"
            use warehouse |                     → use warehouse "Berlin"
            keep 2 in reserve at "|             → keep 2 in reserve at "Berlin"
            when available at "|" is below 3    → when available at "Berlin" is below 3
            expect "|                           → expect "Berlin"
            when tag is "f|                     → when tag is "fragile"
            when vendor is not "|               → when vendor is not "Acme"
            when marketplace is "D|             → when marketplace is "DE"
            when product status is "d|          → when product status is "draft"
            when metafield "c|                  → when metafield "custom.season"
            expect available 2 with metafield "| → expect available 2 with metafield "custom.season"
            expect available 2 with tag is "|   → expect available 2 with tag is "fragile"
            include rules "s|                   → include rules "seasonal-cap"
            """)
    void a_name_is_put_within_its_quotes(String written, String becomes) throws Exception {
        var placed = PlacedText.of("profile \"A\"\n" + written);
        var wanted = becomes.replaceAll(".*\"([^\"]*)\".*", "$1");
        var item = at("profile \"A\"\n" + written).stream()
                .filter(each -> becomes.contains('"' + each.getLabel() + '"'))
                .filter(each -> !written.contains('"' + each.getLabel() + '"'))
                .findFirst()
                .orElseThrow(() -> new AssertionError(wanted + " is not offered"));
        assertThat(EditedText.of(placed.text(), List.of(item.getTextEdit().getLeft())))
                .isEqualTo("profile \"A\"\n" + becomes);
    }

    @Test
    void a_name_with_a_quote_is_written_as_the_language_has_it() throws Exception {
        var item = at("profile \"A\"\nuse warehouse \"N|").stream()
                .filter(each -> each.getLabel().equals("New \"York\""))
                .findFirst()
                .orElseThrow();
        assertThat(item.getTextEdit().getLeft().getNewText()).isEqualTo("New \\\"York\\\"\"");
    }

    @Test
    void names_that_other_open_texts_use_are_offered_too() throws Exception {
        editor.open("file:///b.stockrule", "profile \"B\"\nwhen collection is \"Winter\" then hold\n");
        assertThat(labels(at("profile \"A\"\nwhen collection is \"|"))).containsExactly("Winter");
        assertThat(labels(at("profile \"A\"\nwhen title contains \"|"))).isEmpty();
    }

    @Test
    void a_text_starts_with_its_name_and_goes_on_with_statements() throws Exception {
        assertThat(labels(at("|"))).containsExactly("profile");
        assertThat(labels(at("profile \"A\"\n|")))
                .contains("keep in reserve", "when … then hold", "expect", "quantity")
                .doesNotContain("profile", "and", "then");
        assertThat(labels(at("# ours\nprofile \"A\"\n\n  qu|"))).contains("quantity not more than");
    }

    @Test
    void a_line_may_go_on_with_the_one_above() throws Exception {
        assertThat(labels(at("profile \"A\"\nwhen available is below 3\n|"))).contains("and", "or", "then", "offer");
        assertThat(labels(at("profile \"A\"\nwhen available is below 3\n  then |")))
                .containsExactly("add", "handling time", "hold", "list", "stop", "subtract");
    }

    @Test
    void a_statement_is_offered_with_places_to_fill_in() throws Exception {
        var item = first("keep in reserve");
        assertThat(item.getInsertTextFormat()).isEqualTo(InsertTextFormat.Snippet);
        assertThat(item.getTextEdit().getLeft().getNewText()).isEqualTo("keep ${1:2} in reserve");
    }

    @Test
    void an_editor_without_places_to_fill_in_gets_an_example() throws Exception {
        var plain = new TestEditor(TestEditor.settings());
        var told = new InitializeParams();
        told.setCapabilities(new ClientCapabilities());
        answer(plain.server.initialize(told));
        try (plain) {
            plain.open(URI, "profile \"A\"\n");
            var items = answer(plain.server
                            .getTextDocumentService()
                            .completion(new CompletionParams(PlacedText.id(URI), new org.eclipse.lsp4j.Position(1, 0))))
                    .getLeft();
            assertThat(items.stream()
                            .filter(each -> each.getLabel().equals("keep in reserve"))
                            .map(each -> each.getTextEdit().getLeft().getNewText()))
                    .containsExactly("keep 2 in reserve");
        }
    }

    /// Deep texts must not make the parser recurse.
    @ParameterizedTest
    @ValueSource(strings = {"(", "not "})
    void a_text_that_breaks_a_limit_is_offered_nothing(String level) throws Exception {
        assertThat(at("profile \"A\"\nwhen " + level.repeat(10_000) + "|")).isEmpty();
    }

    private CompletionItem first(String label) throws Exception {
        return at("profile \"A\"\n|").stream()
                .filter(each -> each.getLabel().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private List<CompletionItem> at(String marked) throws Exception {
        var placed = PlacedText.of(marked);
        editor.open(URI, placed.text());
        return answer(editor.server
                        .getTextDocumentService()
                        .completion(new CompletionParams(PlacedText.id(URI), placed.cursor())))
                .getLeft();
    }

    private static List<String> labels(List<CompletionItem> items) {
        return items.stream().map(CompletionItem::getLabel).toList();
    }
}
