package io.stockrule.deployment;

import static io.stockrule.language.reading.StockruleLexer.*;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.deployment.TextMateGrammar.Scoped;
import io.stockrule.language.reading.StockruleLexer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What lies in `deployment/editors` fits the language and itself.
class EditorsTest {
    private static final Path VSCODE = Path.of("deployment", "editors", "vscode");
    private static final ObjectMapper JSON = new ObjectMapper();

    private TextMateGrammar grammar = new TextMateGrammar(List.of());

    @BeforeEach
    void read() throws IOException {
        grammar = TextMateGrammar.read(VSCODE.resolve("syntaxes/stockrule.tmLanguage.json"));
    }

    static Stream<String> keywords() {
        return IntStream.rangeClosed(1, VOCABULARY.getMaxTokenType())
                .mapToObj(VOCABULARY::getLiteralName)
                .filter(each -> each != null && Character.isLetter(each.charAt(1)))
                .map(each -> each.substring(1, each.length() - 1));
    }

    /// A new word of the language is no word of the grammar until it is added to one of its lists.
    @ParameterizedTest
    @MethodSource("keywords")
    void every_word_of_the_language_is_shown_as_one(String keyword) {
        for (var written : List.of(keyword, keyword.toUpperCase(java.util.Locale.ROOT))) {
            assertThat(grammar.scopes("x " + written + " 3").get(1))
                    .matches(each -> each.text().equals(written), "it is one piece")
                    .matches(each -> isWord(each.scope()), "it is a word of the language");
        }
        for (var other : List.of(keyword + "x", keyword + "_", "ü" + keyword, keyword + "3", keyword + "\u0308")) {
            assertThat(grammar.scopes(other)).as(other).noneMatch(each -> isWord(each.scope()));
        }
    }

    @Test
    void no_word_is_shown_as_one_that_the_language_does_not_have() throws IOException {
        var words = JSON
                .readTree(Files.readString(VSCODE.resolve("syntaxes/stockrule.tmLanguage.json")))
                .findPath("word")
                .findValuesAsText("match")
                .stream()
                .flatMap(each -> Stream.of(
                        each.replaceAll(".*\\(\\?:([a-z|]+)\\).*", "$1").split("\\|")));
        assertThat(words).containsExactlyInAnyOrderElementsOf(keywords().toList());
    }

    /// Every piece that the language reads, and no other, is shown as what it is.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "profile \"Ar\\\"oma \\\\ 🕯\" # \"no text\" 3",
                "keep 10% in reserve at \"Berlin\"",
                "when (available is below -3 or not tag is one of \"a\", \"b\") then list 0",
                "when date is between 2026-12-24 and 2026-12-26 and time is between 08:30 and 22:00 then hold",
                "# when",
                "#",
                "",
                "  \t quantity\u00A0not more than 1000000",
                "keep 2.5 in reserve",
                "keep 1_000 in reserve",
                "keep 1,000 in reserve",
                "keep 2 pieces",
                "expect 24.12.2026 2026-1-1 8:30 08:30h 5x 50%%",
                "use warehouse \"Berl",
                "use warehouse \"Berl\\",
                "use warehouse \u201EBerlin\u201C ; < = 'x'",
                "ünknown _word when3 whén"
            })
    void a_line_is_taken_apart_as_the_language_does(String line) {
        var expected = tokens(line).stream()
                .filter(each -> kind(each.getType()) != Kind.STRANGE)
                .map(each -> kind(each.getType()) + " " + each.getText())
                .toList();
        assertThat(grammar.scopes(line).stream()
                        .filter(each -> !each.scope().startsWith("comment"))
                        .filter(each -> kind(each) != Kind.STRANGE)
                        .map(each -> kind(each) + " " + each.text()))
                .containsExactlyElementsOf(expected);
        assertThat(comment(line)).isEqualTo(line.substring(endOfTokens(line)).replaceFirst("^[^#]*", ""));
    }

    private String comment(String line) {
        return grammar.scopes(line).stream()
                .filter(each -> each.scope().startsWith("comment"))
                .map(Scoped::text)
                .collect(joining());
    }

    @Test
    void the_examples_have_nothing_that_is_shown_as_strange() throws IOException {
        try (var files = Files.list(Path.of("dsl-examples"))) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".stockrule")).toList()) {
                assertThat(Files.readAllLines(file))
                        .allSatisfy(line -> assertThat(grammar.scopes(line))
                                .as("%s: %s", file, line)
                                .noneMatch(each -> each.scope().startsWith("invalid")));
            }
        }
    }

    private enum Kind {
        WORD,
        TEXT,
        NUMBER,
        PERCENT,
        DATE,
        TIME,
        SIGN,
        STRANGE
    }

    private static Kind kind(int type) {
        return switch (type) {
            case StockruleLexer.TEXT -> Kind.TEXT;
            case StockruleLexer.NUMBER -> Kind.NUMBER;
            case StockruleLexer.PERCENT -> Kind.PERCENT;
            case StockruleLexer.DATE -> Kind.DATE;
            case StockruleLexer.CLOCK -> Kind.TIME;
            case COMMA, OPEN, CLOSE -> Kind.SIGN;
            default -> VOCABULARY.getLiteralName(type) == null ? Kind.STRANGE : Kind.WORD;
        };
    }

    private static Kind kind(Scoped scoped) {
        var scope = scoped.scope();
        return isWord(scope)
                ? Kind.WORD
                : switch (scope.replace(".stockrule", "")) {
                    case "string.quoted.double" -> Kind.TEXT;
                    case "constant.numeric" -> Kind.NUMBER;
                    case "constant.numeric.percentage" -> Kind.PERCENT;
                    case "constant.other.date" -> Kind.DATE;
                    case "constant.other.time" -> Kind.TIME;
                    case "punctuation.separator.comma", "punctuation.section.group" -> Kind.SIGN;
                    default -> {
                        assertThat(scope).startsWith("invalid.illegal");
                        yield Kind.STRANGE;
                    }
                };
    }

    private static boolean isWord(String scope) {
        return Stream.of("keyword.", "support.", "constant.language.").anyMatch(scope::startsWith);
    }

    private static List<Token> tokens(String line) {
        var lexer = new StockruleLexer(CharStreams.fromString(line));
        lexer.removeErrorListeners();
        return new ArrayList<>(lexer.getAllTokens());
    }

    private static int endOfTokens(String line) {
        var tokens = tokens(line);
        return tokens.isEmpty()
                ? 0
                : line.offsetByCodePoints(0, tokens.getLast().getStopIndex() + 1);
    }

    @Test
    void what_the_extension_contributes_is_there() throws IOException {
        var extension = JSON.readTree(Files.readString(VSCODE.resolve("package.json")));
        var contributes = extension.required("contributes");
        var files = Stream.of(
                        Stream.of(extension.required("main")),
                        each(contributes.required("languages")).map(it -> it.required("configuration")),
                        each(contributes.required("grammars")).map(it -> it.required("path")),
                        each(extension.required("files"))
                                .filter(it -> !it.asText().equals("node_modules")))
                .flatMap(each -> each)
                .map(each -> VSCODE.resolve(each.asText()));
        assertThat(files).isNotEmpty().allSatisfy(each -> assertThat(each).exists());
        assertThat(contributes.at("/languages/0/id")).isEqualTo(contributes.at("/grammars/0/language"));
        assertThat(contributes.at("/languages/0/extensions/0").asText()).isEqualTo(".stockrule");
        assertThat(contributes.at("/grammars/0/scopeName").asText())
                .isEqualTo(JSON.readTree(Files.readString(VSCODE.resolve("syntaxes/stockrule.tmLanguage.json")))
                        .required("scopeName")
                        .asText());
    }

    /// Each setting that the extension reads is declared, and none besides; names are what the server takes.
    @Test
    void the_extension_reads_the_settings_that_it_declares() throws IOException {
        var declared = JSON.readTree(Files.readString(VSCODE.resolve("package.json")))
                .at("/contributes/configuration/properties")
                .fieldNames();
        var script = Files.readString(VSCODE.resolve("extension.js"));
        var names = script.replaceAll("(?s).*NAMES = \\[(.*?)];.*", "$1")
                .replaceAll("[' ]", "")
                .split(",");
        assertThat(java.util.stream.StreamSupport.stream(
                        java.util.Spliterators.spliteratorUnknownSize(declared, 0), false))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("stockrule.command", "stockrule.rules"),
                                Stream.of(names).map("stockrule.names."::concat))
                        .toList());
        assertThat(script).contains("settings.get('command'", "settings.get('rules'");
        assertThat(Set.of(names))
                .isEqualTo(Set.of(
                        "warehouses",
                        "closedWarehouses",
                        "vendors",
                        "productTypes",
                        "tags",
                        "collections",
                        "metafields"));
    }

    /// What names programs to run comes from the machine's settings alone, not from a folder that somebody sent.
    @Test
    void no_workspace_chooses_what_is_run() throws IOException {
        var settings = JSON.readTree(Files.readString(VSCODE.resolve("package.json")))
                .at("/contributes/configuration/properties");
        assertThat(List.of("stockrule.command", "stockrule.rules"))
                .allSatisfy(each ->
                        assertThat(settings.path(each).path("scope").asText()).isEqualTo("machine"));
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
