package io.stockrule.language.writing;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.ProfileText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

public class FormatterTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '`', textBlock = """
            WRITTEN                                     | FORMATTED
            QUANTITY   Product  Quantity                | quantity product value
            quantity single                             | quantity single stock
            quantity single stock                       | quantity single stock
            quantity custom 10                          | quantity custom quantity 10
            quantity custom quantity 010                | quantity custom quantity 10
            keep 0002 in reserve                        | keep 2 in reserve
            use warehouses"Berlin"  ,"Hamburg"and"Wien" | use warehouses "Berlin", "Hamburg" and "Wien"
            when available at"A \\"B\\" \\\\"is 3 then list product quantity | when available at "A \\"B\\" \\\\" is 3 then list product value
            expect available -0 lists 0                 | expect available 0 lists 0
            keep 2 in reserve#the last ones             | keep 2 in reserve  #the last ones
            when available is 3 then STOP  AND handling time 05 days Otherwise add 1 | when available is 3 then stop and handling time 5 days otherwise add 1
            """)
    void a_statement_has_one_spelling(String written, String formatted) {
        assertThat(Formatter.format("profile \"A\"\n" + written)).isEqualTo("profile \"A\"\n" + formatted + "\n");
    }

    @Test
    void comments_stay_where_they_are_and_stand_below_each_other() {
        assertThat(Formatter.format("""
                \uFEFF
                # What the merchant wanted.\t
                   profile   "Candles"# not "soap"


                keep 2 in reserve   # broken ones
                quantity not more than 3 #5 was too many
                    ## and now
                when date is after 2026-12-20   # presents

                #ask Anna
                and_no_statement

                """.replace("and_no_statement", "    THEN hold # until she answers")))
                .isEqualTo("""
                # What the merchant wanted.
                profile "Candles"  # not "soap"

                keep 2 in reserve         # broken ones
                quantity not more than 3  #5 was too many
                ## and now
                when date is after 2026-12-20  # presents
                  #ask Anna
                  then hold  # until she answers
                """);
    }

    @Test
    void line_ends_and_decomposed_letters_become_the_usual_ones() {
        assertThat(Formatter.format("profile \"Wo\u0308rgl\"\r\n\r\nkeep 1 in reserve\r\n"))
                .isEqualTo("profile \"Wörgl\"\n\nkeep 1 in reserve\n");
    }

    @Test
    void empty_lines_without_end_cost_nothing() {
        assertThat(Formatter.format("profile \"A\"" + "\n".repeat(60_000))).isEqualTo("profile \"A\"\n");
    }

    static Stream<Path> examples() throws IOException {
        try (var files = Files.list(Path.of("dsl-examples"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examples_keep_their_meaning_and_comments(Path file) throws IOException {
        assertFormatted(Files.readString(file));
    }

    @Property(tries = 2000)
    void any_profile_keeps_its_meaning_and_comments(@ForAll("texts") String text) {
        assertFormatted(text);
    }

    @Property(tries = 300)
    void any_expectation_keeps_its_meaning(@ForAll("expectations") String text) {
        assertFormatted(text);
    }

    private static void assertFormatted(String text) {
        var formatted = Formatter.format(text);
        assertThat(ProfileText.read(formatted).meaning())
                .as(formatted)
                .isEqualTo(ProfileText.read(text).meaning());
        assertThat(comments(formatted)).isEqualTo(comments(text));
        assertThat(Formatter.format(formatted)).isEqualTo(formatted);
        assertThat(formatted.lines())
                .allSatisfy(line -> assertThat(line).isEqualTo(line.stripTrailing()))
                .hasSizeLessThanOrEqualTo((int) text.lines().count());
    }

    /// The texts that the generator makes have no other `#`.
    private static List<String> comments(String text) {
        return text.lines()
                .filter(line -> line.contains("#"))
                .map(line -> line.substring(line.indexOf('#')).stripTrailing())
                .toList();
    }

    @Provide
    public Arbitrary<String> texts() {
        var once = Combinators.combine(Stream.of(selection(), reserve(), mode(), unknown())
                        .map(each -> each.optional(0.6))
                        .toList())
                .as(each -> each.stream().flatMap(Optional::stream).toList());
        return Combinators.combine(name(), once, exception().list().ofMaxSize(3))
                .as((name, some, exceptions) -> Stream.of(List.of(words("profile ") + name), some, exceptions)
                        .flatMap(List::stream)
                        .toList())
                .flatMap(FormatterTest::laidOut);
    }

    @Provide
    Arbitrary<String> expectations() {
        return Arbitraries.of(
                        "EXPECT available 005, pack 2 lists 2",
                        "expect \"Berlin\" 4,\"Wien\" -1 lists 3",
                        "expect stock unknown , shopify keeps selling holds",
                        "expect available 5 with product type is \"A\" , tag is \"B\" on 2026-12-24 08:30 lists 5",
                        "expect available 05 lists 5 , THEN 4 on 2026-12-24 lists 4\u0002then \"Wien\" 3 lists 3")
                .list()
                .ofMaxSize(4)
                .map(expects -> Stream.concat(Stream.of("profile \"A\""), expects.stream())
                        .map(FormatterTest::words)
                        .toList())
                .flatMap(FormatterTest::laidOut);
    }

    /// Every U+0001 becomes some space, every U+0002 perhaps a new line, every U+0003 one or more.
    private static Arbitrary<String> laidOut(List<String> statements) {
        var text = String.join("\u0003", statements) + "\u0003";
        return Arbitraries.randoms()
                .map(random -> text.chars().mapToObj(c -> laidOut(c, random)).collect(joining()));
    }

    private static String laidOut(int c, Random random) {
        return switch (c) {
            case 1 -> oneOf(random, " ", "  ", "\t", " \u00A0 ");
            case 2 -> random.nextBoolean() ? " " : lineEnd(random);
            case 3 -> lineEnd(random);
            default -> Character.toString(c);
        };
    }

    private static String oneOf(Random random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static String comment(Random random) {
        return oneOf(random, "#", "# why", "#then hold", "## \"x\" \\ 🕯 é\t", "# # #");
    }

    private static String lineEnd(Random random) {
        var end = new StringBuilder(random.nextBoolean() ? " " + comment(random) : "");
        for (int more = random.nextInt(4); more > 0; more--) {
            end.append(oneOf(random, "\n", "\n \t", "\r\n")).append(random.nextBoolean() ? comment(random) : "");
        }
        return end.append(oneOf(random, "\n", "\r\n", "\n   ")).toString();
    }

    private static Arbitrary<String> selection() {
        return Combinators.combine(
                        Arbitraries.of("use all warehouses except", "USE warehouses", "use Warehouse"),
                        name(),
                        Arbitraries.of(",", "\u0001,\u0001", "\u0002and\u0001"),
                        name())
                .as((start, one, joint, other) -> words(start + " ") + one + joint + other);
    }

    private static Arbitrary<String> reserve() {
        return number().map(each -> words("keep") + "\u0001" + each + "\u0001" + words("in Reserve"));
    }

    private static Arbitrary<String> mode() {
        return Arbitraries.oneOf(
                Arbitraries.of("product value", "product quantity", "single", "SINGLE stock")
                        .map(each -> words("quantity " + each)),
                Combinators.combine(Arbitraries.of("custom", "custom quantity", "not more than"), number())
                        .as((kind, number) -> words("quantity " + kind) + "\u0001" + number));
    }

    private static Arbitrary<String> unknown() {
        return Arbitraries.of("list 5", "hold", "STOP")
                .map(each -> words("when stock is unknown") + "\u0002" + words("then " + each));
    }

    private static Arbitrary<String> exception() {
        var amounts = Combinators.combine(
                        Arbitraries.of("available", "sellable", "listed"),
                        Arbitraries.of("is", "is not", "is below", "is above", "is at least", "is at most"),
                        Arbitraries.oneOf(number(), number().map(each -> "-" + each)))
                .as((amount, comparison, number) -> words(amount + " " + comparison) + "\u0001" + number);
        var levels = name().map(each -> words("available at ") + each + words(" is between 2 and 7"));
        var dates = Arbitraries.of("date is before 2026-12-24", "date is between 2026-12-24 and 2026-12-26")
                .map(FormatterTest::words);
        var actions = Arbitraries.of(
                "list 03",
                "list product quantity",
                "list at most 2",
                "list at least 2",
                "add 1",
                "subtract 1",
                "hold",
                "stop");
        return Combinators.combine(Arbitraries.oneOf(amounts, levels, dates), actions)
                .as((condition, action) -> words("when") + "\u0001" + condition + "\u0002" + words("then " + action));
    }

    private static Arbitrary<String> number() {
        return Arbitraries.integers().between(0, 1_000_000).map(each -> each % 3 == 0 ? "00" + each : "" + each);
    }

    private static Arbitrary<String> name() {
        return Arbitraries.of(
                "\"Berlin\"", "\"Wo\u0308rgl \"", "\"a, \\\" b\"", "\"back\\\\slash\"", "\"🕯\"", "\"then\"");
    }

    private static String words(String text) {
        return text.replace(" ", "\u0001");
    }
}
