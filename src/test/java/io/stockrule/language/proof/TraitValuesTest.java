package io.stockrule.language.proof;

import static io.stockrule.language.TextTest.Match.CONTAINS;
import static io.stockrule.language.TextTest.Match.ENDS_WITH;
import static io.stockrule.language.TextTest.Match.IS;
import static io.stockrule.language.TextTest.Match.STARTS_WITH;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.DateTest;
import io.stockrule.language.TextTest;
import io.stockrule.language.TimeTest;
import io.stockrule.language.Word;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraitValuesTest {
    private static final LocalDate CHRISTMAS_EVE = LocalDate.of(2026, 12, 24);

    @Test
    void a_text_can_be_empty_any_named_one_or_none_of_these() {
        assertThat(texts(test(IS, "A", "B"))).startsWith("", "-", "A", "B");
    }

    @Test
    void a_product_has_one_of_four_states_or_none_that_is_known() {
        var test = new TextTest(Word.Named.PRODUCT_STATUS, IS, List.of("draft"));
        var values = TraitValues.ofWord(Word.Named.PRODUCT_STATUS, List.of(test));
        assertThat(values.complete()).isTrue();
        assertThat(values.values().stream()
                        .map(each -> each.facts(List.of(), 1).variant().productStatus()))
                .containsExactly("", "active", "archived", "draft", "unlisted");
    }

    @Test
    void a_text_has_any_named_beginning_and_end_and_what_is_contained() {
        assertThat(texts(test(STARTS_WITH, "A", "B"), test(ENDS_WITH, "Z"), test(CONTAINS, "m", "n")))
                .contains("A-", "B-Z", "-Z", "A-m-n-Z", "-m-", "B-n-", "A-m-Z");
    }

    @Test
    void what_stands_between_occurs_in_no_text_of_the_profile() {
        assertThat(texts(test(IS, "A-1"))).contains("·").doesNotContain("-");
        assertThat(texts(test(IS, "-"), test(CONTAINS, "·"))).contains("…", "…·…");
        assertThat(texts(test(IS, "-·…~|\u2022"))).contains("\u2042");
    }

    @Test
    void of_many_contained_texts_not_every_choice_is_tried() {
        var six = TraitValues.ofWord(Word.Named.TITLE, List.of(contains(6)));
        assertThat(six.complete()).isTrue();
        assertThat(six.values()).hasSize(1 + 64);
        var seven = TraitValues.ofWord(Word.Named.TITLE, List.of(contains(7)));
        assertThat(seven.complete()).isFalse();
        assertThat(shown(seven))
                .hasSize(1 + 1 + 7 + 21 + 1)
                .contains("-p0-", "-p2-p6-", "-p0-p1-p2-p3-p4-p5-p6-")
                .doesNotContain("-p0-p1-p2-");
    }

    @Test
    void two_thousand_texts_are_enough() {
        var beginnings = new TextTest(Word.Named.TITLE, STARTS_WITH, names(45));
        var ends = new TextTest(Word.Named.TITLE, ENDS_WITH, names(45));
        var many = TraitValues.ofWord(Word.Named.TITLE, List.of(beginnings, ends));
        assertThat(many.complete()).isFalse();
        assertThat(many.values()).hasSize(2_000);
        var fewer = new TextTest(Word.Named.TITLE, ENDS_WITH, names(42));
        assertThat(TraitValues.ofWord(Word.Named.TITLE, List.of(beginnings, fewer))
                        .complete())
                .isTrue();
    }

    @Test
    void dates_are_those_at_and_beside_the_named_ones() {
        var dates = List.<DateTest>of(new DateTest.Is(CHRISTMAS_EVE));
        assertThat(dates(TraitValues.ofDates(dates, List.of())))
                .contains(CHRISTMAS_EVE.minusDays(1), CHRISTMAS_EVE, CHRISTMAS_EVE.plusDays(1))
                .doesNotContain(CHRISTMAS_EVE.minusDays(3));
        assertThat(dates(TraitValues.ofDates(dates, List.of(Set.of(DayOfWeek.SUNDAY)))))
                .as("each day of the week on both sides")
                .contains(CHRISTMAS_EVE.minusDays(7), CHRISTMAS_EVE.plusDays(7));
        assertThat(dates(TraitValues.ofDates(List.of(), List.of(Set.of(DayOfWeek.SUNDAY)))))
                .extracting(LocalDate::getDayOfWeek)
                .contains(DayOfWeek.values());
    }

    @Test
    void of_days_that_come_every_year_one_of_each_truth_is_enough() {
        var leapDay = new DateTest.IsYearly(MonthDay.of(2, 29));
        var values = TraitValues.ofDates(List.of(leapDay, new DateTest.BeforeYearly(MonthDay.of(3, 1))), List.of());
        assertThat(values.complete()).isTrue();
        assertThat(dates(values))
                .containsExactly(LocalDate.of(2025, 12, 31), LocalDate.of(2026, 1, 1), LocalDate.of(2028, 2, 29));
    }

    @Test
    void too_many_tests_of_dates_are_tried_in_part() {
        var tests = IntStream.rangeClosed(1, 150)
                .<DateTest>mapToObj(i ->
                        i % 2 == 0 ? new DateTest.Is(LocalDate.of(1000 + 40 * i, 5, 1)) : new DateTest.IsYearly(day(i)))
                .toList();
        assertThat(TraitValues.ofDates(tests.subList(0, 30), List.of()).complete())
                .isTrue();
        var some = TraitValues.ofDates(tests, List.of());
        assertThat(some.complete()).isFalse();
        assertThat(dates(some)).last().matches(date -> date.getYear() > 5_000);
    }

    private static MonthDay day(int ofYear) {
        return MonthDay.from(LocalDate.ofYearDay(2026, ofYear));
    }

    @Test
    void times_are_those_at_and_beside_the_named_ones() {
        var times = TraitValues.ofTimes(List.of(new TimeTest(LocalTime.of(8, 0), LocalTime.of(18, 30))));
        assertThat(times.values().stream().map(each -> each.time().orElseThrow()))
                .containsExactly(
                        LocalTime.MIDNIGHT,
                        LocalTime.of(7, 59),
                        LocalTime.of(8, 0),
                        LocalTime.of(8, 1),
                        LocalTime.of(18, 29),
                        LocalTime.of(18, 30),
                        LocalTime.of(18, 31));
    }

    private static TextTest test(TextTest.Match match, String... texts) {
        return new TextTest(Word.Named.TITLE, match, List.of(texts));
    }

    private static TextTest contains(int parts) {
        return new TextTest(
                Word.Named.TITLE,
                CONTAINS,
                IntStream.range(0, parts).mapToObj(i -> "p" + i).toList());
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
    }

    private static List<String> texts(TextTest... tests) {
        return shown(TraitValues.ofWord(Word.Named.TITLE, List.of(tests)));
    }

    private static List<String> shown(TraitValues values) {
        return values.values().stream()
                .map(each ->
                        each.texts().getOrDefault(Word.Named.TITLE, List.of()).getFirst())
                .toList();
    }

    private static List<LocalDate> dates(TraitValues values) {
        return values.values().stream().map(each -> each.date().orElseThrow()).toList();
    }
}
