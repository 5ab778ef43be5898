package io.stockrule.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.check.Checker;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The grammar of the language, one test a row.
class LanguageGrammarTest {
    @Test
    void file_is_profile_and_any_statements_in_any_order() {
        assertThat(ProfileText.accepted("PROFILE \"A\"").name()).isEqualTo("A");
        assertThat(ProfileText.of("offer 50%\nkeep 2 in reserve").meaning())
                .isEqualTo(
                        ProfileText.of("keep 2 in reserve\n# first\noffer 50%").meaning());
        assertThat(mistake("profile \"B\"")).isEqualTo(Code.PROFILE_NOT_FIRST);
        assertThat(ProfileText.onlyMistakeIn("keep 2 in reserve").diagnostic().code())
                .isEqualTo(Code.PROFILE_MISSING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            use all warehouses                                         | All[]
            use all warehouses except "A"                              | AllExcept[names=[A]]
            use warehouse "A"                                          | Named[names=[A]]
            use warehouses "A", "B" and "C"                            | Named[names=[A, B, C]]
            use the first of "A", "B" with at least 5                  | FirstOf[names=[A, B], atLeast=5]
            """)
    void selection(String statement, String selection) {
        assertThat(ProfileText.of(statement).selection()).hasToString(selection);
    }

    @Test
    void reserve() {
        assertThat(ProfileText.of("keep 2 in reserve\nkeep 10% in reserve at \"A\"")
                        .reserves())
                .containsExactly(
                        new Reserve(new Reserve.Kept.Units(2), Optional.empty()),
                        new Reserve(new Reserve.Kept.Percent(10), Optional.of("A")));
    }

    @Test
    void share() {
        assertThat(ProfileText.of("offer 80%").share()).isEqualTo(OptionalInt.of(80));
        assertThat(mistake("offer 101%")).isEqualTo(Code.NUMBER_OUT_OF_RANGE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            quantity product value      | ProductValue[]
            quantity product quantity   | ProductValue[]
            quantity single             | SingleStock[]
            quantity single stock       | SingleStock[]
            quantity custom 10          | CustomQuantity[quantity=10]
            quantity custom quantity 10 | CustomQuantity[quantity=10]
            quantity not more than 10   | NotMoreThan[cap=10]
            """)
    void mode(String statement, String mode) {
        assertThat(ProfileText.of(statement).mode()).hasToString(mode);
    }

    @Test
    void minimum() {
        assertThat(ProfileText.of("list nothing below 3").minimum()).isEqualTo(3);
    }

    @Test
    void steps() {
        assertThat(ProfileText.of("").steps()).isEqualTo(1);
        assertThat(ProfileText.of("list in steps of 2").steps()).isEqualTo(2);
        assertThat(ProfileText.of("LIST in Steps  of 1000").steps()).isEqualTo(1_000);
    }

    @Test
    void include() {
        assertThat(ProfileText.of("include rules \"B\"\ninclude rules \"A\"").includes())
                .containsExactly("B", "A");
    }

    @Test
    void lead() {
        assertThat(ProfileText.of("handling time 1 day").handlingDays()).isEqualTo(OptionalInt.of(1));
        assertThat(ProfileText.of("handling time 30 days").handlingDays()).isEqualTo(OptionalInt.of(30));
        assertThat(mistake("handling time 31 days")).isEqualTo(Code.NUMBER_OUT_OF_RANGE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            use warehouse "A"                 | Selects[selection=Named[names=[A]]]
            use all warehouses                | Selects[selection=All[]]
            keep 2 in reserve                 | Keeps[reserve=Reserve[kept=Units[units=2], warehouse=Optional.empty]]
            keep 5% in reserve at "A"         | Keeps[reserve=Reserve[kept=Percent[percent=5], warehouse=Optional[A]]]
            offer 80%                         | Offers[percent=80]
            quantity custom 10                | Lists[mode=CustomQuantity[quantity=10]]
            list nothing below 3              | ListsNothingBelow[minimum=3]
            list in steps of 5                | ListsInSteps[steps=5]
            handling time 2 days              | Handles[days=2]
            include rules "A"                 | Includes[ruleFile=A]
            when stock is unknown then list 5 | KnowsNoStock[action=ListNumber[quantity=5]]
            """)
    void where(String statement, String provision) {
        var limited = ProfileText.of(statement + "\n where tag is \"a\" or day is monday")
                .limited()
                .open();
        assertThat(limited).hasSize(1);
        assertThat(limited.getFirst().provision()).hasToString(provision);
        assertThat(limited.getFirst().where())
                .isEqualTo(new Condition.AnyOf(List.of(tag("a"), new Condition.OnDay(Set.of(DayOfWeek.MONDAY)))));
        assertThat(limited.getFirst().whereText()).isEqualTo("tag is \"a\" or day is monday");
    }

    @Test
    void where_limits_no_other_statement() {
        assertThat(mistake("when available is 3 then stop where tag is \"a\"")).isEqualTo(Code.UNEXPECTED);
        assertThat(mistake("promise listed is at most available where tag is \"a\""))
                .isEqualTo(Code.UNEXPECTED);
        assertThat(mistake("expect available 3 lists 3 where tag is \"a\"")).isEqualTo(Code.UNEXPECTED);
        assertThat(mistake("offer 50% where available is 3")).isEqualTo(Code.AMOUNT_IN_WHERE);
        assertThat(mistake("offer 50% where tag is \"a\" and not listed is 3")).isEqualTo(Code.AMOUNT_IN_WHERE);
        assertThat(mistake("offer 50%\noffer 60%")).isEqualTo(Code.GIVEN_TWICE);
    }

    @Test
    void exception() {
        var exception = ProfileText.of("when shopify keeps selling\n  then hold")
                .exceptions()
                .getFirst();
        assertThat(exception.condition()).isEqualTo(new Condition.KeepsSelling());
        assertThat(exception.action()).isEqualTo(new Action.Hold());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            list 5 | ListNumber[quantity=5]
            hold   | Hold[]
            stop   | Stop[]
            """)
    void unknown(String action, String unknown) {
        assertThat(ProfileText.of("when stock is unknown then " + action)
                        .unknown()
                        .orElseThrow())
                .hasToString(unknown);
    }

    @Test
    void condition_and_term() {
        assertThat(condition("tag is \"a\" or tag is \"b\" and tag is \"c\""))
                .isEqualTo(new Condition.AnyOf(List.of(tag("a"), new Condition.AllOf(List.of(tag("b"), tag("c"))))));
    }

    @Test
    void factor() {
        assertThat(condition("not not tag is \"a\"")).isEqualTo(new Condition.Not(new Condition.Not(tag("a"))));
        assertThat(condition("(tag is \"a\" or tag is \"b\") and tag is \"c\""))
                .isEqualTo(new Condition.AllOf(List.of(new Condition.AnyOf(List.of(tag("a"), tag("b"))), tag("c"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            available at "A" is 3 | AmountTest
            tag is "a"            | OnText
            date is 2026-12-24    | OnDate
            time is between 08:00 and 09:00 | AtTime
            day is monday         | OnDay
            shopify keeps selling | KeepsSelling
            """)
    void test(String test, String kind) {
        assertThat(condition(test).getClass().getSimpleName()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            available        | Available[]
            available at "A" | AvailableAt[warehouse=A]
            sellable         | Sellable[]
            listed           | Listed[]
            """)
    void amount(String amount, String expected) {
        assertThat(((Condition.AmountTest) condition(amount + " is 3")).amount())
                .hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            is 3             | Is[number=3]
            is not 3         | IsNot[number=3]
            is below -3      | Below[number=-3]
            is above 3       | Above[number=3]
            is at least 3    | AtLeast[number=3]
            is at most 3     | AtMost[number=3]
            is between 3 and 5 | Between[lowest=3, highest=5]
            """)
    void comparison(String comparison, String expected) {
        assertThat(((Condition.AmountTest) condition("available " + comparison)).comparison())
                .hasToString(expected);
    }

    @Test
    void word() {
        assertThat(Stream.concat(Word.named().stream(), Stream.of(new Word.Metafield("custom.season")))
                        .map(Word::written))
                .containsExactlyInAnyOrder(
                        "sku",
                        "vendor",
                        "product type",
                        "tag",
                        "barcode",
                        "title",
                        "marketplace",
                        "collection",
                        "product status",
                        "metafield \"custom.season\"")
                .allSatisfy(word -> assertThat(condition(word + " is \"a\""))
                        .isInstanceOfSatisfying(
                                Condition.OnText.class,
                                on -> assertThat(on.test().word().written()).isEqualTo(word)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            is "a"                   | OnText[test=TextTest[word=TAG, match=IS, texts=[a]]]
            is not "a"               | Not[condition=OnText[test=TextTest[word=TAG, match=IS, texts=[a]]]]
            is one of "a", "b"       | OnText[test=TextTest[word=TAG, match=IS, texts=[a, b]]]
            is not one of "a" and "b" | Not[condition=OnText[test=TextTest[word=TAG, match=IS, texts=[a, b]]]]
            starts with "a"          | OnText[test=TextTest[word=TAG, match=STARTS_WITH, texts=[a]]]
            ends with "a"            | OnText[test=TextTest[word=TAG, match=ENDS_WITH, texts=[a]]]
            contains "a"             | OnText[test=TextTest[word=TAG, match=CONTAINS, texts=[a]]]
            is empty                 | OnText[test=TextTest[word=TAG, match=IS_EMPTY, texts=[]]]
            is not empty             | Not[condition=OnText[test=TextTest[word=TAG, match=IS_EMPTY, texts=[]]]]
            """)
    void wordtest(String test, String expected) {
        assertThat(condition("tag " + test)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            date is 2026-12-24                         | OnDate[test=Is[date=2026-12-24]]
            date is before 2026-12-24                  | OnDate[test=Before[date=2026-12-24]]
            date is after 2026-12-24                   | OnDate[test=After[date=2026-12-24]]
            date is between 2026-12-24 and 2026-12-26  | OnDate[test=Between[first=2026-12-24, last=2026-12-26]]
            time is between 22:00 and 06:00            | AtTime[test=TimeTest[first=22:00, last=06:00]]
            shopify keeps selling                      | KeepsSelling[]
            """)
    void time(String test, String expected) {
        assertThat(condition(test)).hasToString(expected);
    }

    @Test
    void time_of_days() {
        assertThat(condition("day is monday")).isEqualTo(new Condition.OnDay(Set.of(DayOfWeek.MONDAY)));
        assertThat(condition("day is not one of monday, tuesday, wednesday, thursday, friday"))
                .isEqualTo(condition("day is one of saturday, sunday"))
                .isEqualTo(new Condition.OnDay(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            list 5                | ListNumber[quantity=5]
            list product value    | ListProductValue[]
            list product quantity | ListProductValue[]
            list at most 5        | ListAtMost[quantity=5]
            list at least 5       | ListAtLeast[quantity=5]
            add 5                 | Add[units=5]
            subtract 5            | Subtract[units=5]
            hold                  | Hold[]
            stop                  | Stop[]
            """)
    void action(String action, String expected) {
        var profile = ProfileText.of("when shopify keeps selling then " + action);
        assertThat(profile.exceptions().getFirst().action()).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            is at most available              | AtMostAvailable[]
            is 0 when available is 0          | NothingOfNothing[]
            never rises when available falls  | NeverRises[]
            """)
    void promise(String promise, String expected) {
        var profile = ProfileText.of("promise listed " + promise);
        assertThat(profile.promises().getFirst().promise()).hasToString(expected);
    }

    @Test
    void expect() {
        var facts = ProfileText.of(
                        "expect available 3 with tag is \"a\", tag is \"b\", sku is \"S\" on 2026-12-24 08:30 lists 3")
                .expectations()
                .getFirst()
                .facts();
        assertThat(facts.variant().tags()).containsExactly("a", "b");
        assertThat(facts.variant().sku()).isEqualTo("S");
        assertThat(facts.date()).contains(LocalDate.of(2026, 12, 24));
        assertThat(facts.time()).contains(LocalTime.of(8, 30));
        assertThat(ProfileText.of("expect stock unknown on 2026-12-24 holds").expectations())
                .hasSize(1);
        assertThat(ProfileText.of("when stock is unknown then stop\nexpect stock unknown stops")
                        .expectations())
                .hasSize(1);
    }

    @Test
    void given() {
        ProfileText.of("""
                expect available -3 lists 0
                expect "A" 4, "B" 1 lists 5
                expect stock unknown holds
                expect available 20, pack 6, shopify keeps selling lists 3
                """);
        assertThat(mistake("expect available 3, stock unknown lists 3")).isEqualTo(Code.CONTRADICTING_FACTS);
    }

    @Test
    void names() {
        assertThat(ProfileText.of("use warehouses \"A\", \"B\", \"C\"").selection())
                .isEqualTo(
                        ProfileText.of("use warehouses \"A\", \"B\" and \"C\"").selection());
        assertThat(mistake("use warehouses \"A\" and \"B\" and \"C\"")).isEqualTo(Code.UNEXPECTED);
    }

    private static Condition condition(String condition) {
        return ProfileText.of("when " + condition + " then hold")
                .exceptions()
                .getFirst()
                .condition();
    }

    private static Condition tag(String tag) {
        return new Condition.OnText(new TextTest(Word.Named.TAG, TextTest.Match.IS, List.of(tag)));
    }

    private static Code mistake(String statement) {
        return Checker.check("profile \"A\"\n" + statement, KnownNames.ANY)
                .diagnostics()
                .getFirst()
                .code();
    }
}
