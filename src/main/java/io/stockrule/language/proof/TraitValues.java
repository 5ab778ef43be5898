package io.stockrule.language.proof;

import io.stockrule.language.DateTest;
import io.stockrule.language.TellingDates;
import io.stockrule.language.TextTest;
import io.stockrule.language.TimeTest;
import io.stockrule.language.Word;
import io.stockrule.stock.ProductStates;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The values of one trait among which each truth that its tests can have together occurs: named texts and one that is
/// none of them, dates and times at and beside the named ones. The plainest comes first.
///
/// @param complete false when there were too many to try all of them
record TraitValues(List<ListingTraits> values, boolean complete) {
    private static final int MOST_VALUES = 2_000;
    private static final int MOST_CONTAINED = 6;

    /// Tests of dates, each on one date, which take some 20 ms.
    /// Days that are looked at before those that say the same are left out.
    private static final int MOST_DATES = 200_000;

    private static final int MOST_DATE_TESTS = 2_000_000;

    /// No text of the language's own, so that it can stand between others without making one of them.
    private static final List<String> SEPARATORS = List.of("-", "·", "…", "~", "|", "\u2022");

    /// A Monday, for profiles that name days but no dates.
    private static final LocalDate SOME_MONDAY = LocalDate.of(2026, 1, 5);

    TraitValues {
        values = List.copyOf(values);
    }

    /// @param tests all of this word
    static TraitValues ofWord(Word word, List<TextTest> tests) {
        return word == Word.Named.PRODUCT_STATUS ? ofStatus() : ofAnyText(word, tests);
    }

    /// There is no other status than these, and none where it is not known.
    private static TraitValues ofStatus() {
        return new TraitValues(
                Stream.concat(Stream.of(""), ProductStates.WRITTEN.stream().sorted())
                        .map(status -> ListingTraits.ofText(Word.Named.PRODUCT_STATUS, status))
                        .toList(),
                true);
    }

    private static TraitValues ofAnyText(Word word, List<TextTest> tests) {
        var separator = SEPARATORS.stream()
                .filter(each ->
                        tests.stream().flatMap(test -> test.texts().stream()).noneMatch(text -> text.contains(each)))
                .findFirst();
        var between = separator.orElse("\u2042");
        var texts = new LinkedHashSet<String>(List.of("", between));
        texts.addAll(wanted(tests, TextTest.Match.IS));
        boolean all = addJoined(texts, tests, between);
        return new TraitValues(
                texts.stream().map(text -> ListingTraits.ofText(word, text)).toList(), all);
    }

    /// One of the beginnings, some of the parts and one of the ends, with something else between them.
    private static boolean addJoined(SequencedSet<String> texts, List<TextTest> tests, String between) {
        var contained = List.copyOf(wanted(tests, TextTest.Match.CONTAINS));
        var middles = middles(contained, between);
        for (var start : withNone(wanted(tests, TextTest.Match.STARTS_WITH))) {
            for (var end : withNone(wanted(tests, TextTest.Match.ENDS_WITH))) {
                for (var middle : middles) {
                    if (texts.size() >= MOST_VALUES) {
                        return false;
                    }
                    texts.add(start + between + middle + end);
                }
            }
        }
        return contained.size() <= MOST_CONTAINED;
    }

    /// Every choice of parts; of many parts only each alone, each two, and all.
    private static List<String> middles(List<String> parts, String between) {
        var middles = new ArrayList<String>(List.of(""));
        int most = parts.size() <= MOST_CONTAINED ? parts.size() : 2;
        for (var part : parts) {
            for (var before : List.copyOf(middles)) {
                if (before.isEmpty() || before.split(between, -1).length <= most) {
                    middles.add(before + part + between);
                }
            }
        }
        if (parts.size() > MOST_CONTAINED) {
            middles.add(String.join(between, parts) + between);
        }
        return middles;
    }

    private static SequencedSet<String> wanted(List<TextTest> tests, TextTest.Match match) {
        var wanted = new LinkedHashSet<String>();
        tests.stream().filter(test -> test.match() == match).forEach(test -> wanted.addAll(test.texts()));
        return wanted;
    }

    private static List<String> withNone(Set<String> texts) {
        return Stream.concat(Stream.of(""), texts.stream()).toList();
    }

    /// Where days are tested too, each day of the week occurs on both sides of each named date.
    static TraitValues ofDates(List<DateTest> tests, List<Set<DayOfWeek>> days) {
        if (tests.stream().anyMatch(DateTest.Yearly.class::isInstance)) {
            return ofYears(tests, days);
        }
        int reach = days.isEmpty() ? 1 : 7;
        var named = Stream.concat(
                tests.isEmpty() ? Stream.of(SOME_MONDAY) : Stream.empty(),
                tests.stream().flatMap(DateTest::breakPoints));
        return new TraitValues(
                named.flatMap(date -> IntStream.rangeClosed(-reach, reach).mapToObj(date::plusDays))
                        .distinct()
                        .sorted()
                        .map(ListingTraits::ofDate)
                        .toList(),
                true);
    }

    /// Days come again every year, so of those on which the same tests hold one is enough.
    private static TraitValues ofYears(List<DateTest> tests, List<Set<DayOfWeek>> days) {
        var told = TellingDates.of(tests, !days.isEmpty()).limit(MOST_DATES).toList();
        var dates = told.stream().distinct().sorted().toList();
        int most = MOST_DATE_TESTS / (tests.size() + days.size());
        var byTruth = new LinkedHashMap<BitSet, LocalDate>();
        some(dates, most).forEach(date -> byTruth.putIfAbsent(truth(date, tests, days), date));
        return new TraitValues(
                byTruth.values().stream().map(ListingTraits::ofDate).toList(),
                told.size() < MOST_DATES && dates.size() <= most);
    }

    /// All of them, or as many from everywhere among them.
    private static Stream<LocalDate> some(List<LocalDate> dates, int most) {
        int taken = Math.min(dates.size(), most);
        return IntStream.range(0, taken).mapToObj(i -> dates.get((int) ((long) i * dates.size() / taken)));
    }

    private static BitSet truth(LocalDate date, List<DateTest> tests, List<Set<DayOfWeek>> days) {
        var truth = new BitSet();
        for (int i = 0; i < tests.size(); i++) {
            truth.set(i, tests.get(i).holdsOn(date));
        }
        for (int i = 0; i < days.size(); i++) {
            truth.set(tests.size() + i, days.get(i).contains(date.getDayOfWeek()));
        }
        return truth;
    }

    static TraitValues ofTimes(List<TimeTest> tests) {
        return new TraitValues(
                Stream.concat(
                                Stream.of(LocalTime.MIDNIGHT),
                                tests.stream()
                                        .flatMap(test -> Stream.of(test.first(), test.last())
                                                .flatMap(time ->
                                                        Stream.of(time.minusMinutes(1), time, time.plusMinutes(1)))))
                        .distinct()
                        .sorted()
                        .map(ListingTraits::ofTime)
                        .toList(),
                true);
    }

    static TraitValues ofSelling() {
        return new TraitValues(List.of(ListingTraits.NONE, ListingTraits.ofSelling()), true);
    }
}
