package io.stockrule.language.reading;

import io.stockrule.language.Code;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what people write for numbers, dates and times elsewhere, to show how it is written here.
final class NumberHabits {
    /// How something was probably meant.
    ///
    /// @param meant what is written instead; empty where that is not known
    /// @param certain whether nothing else can be meant
    record Reading(Code code, String kind, Optional<String> help, Optional<String> meant, boolean certain) {
        /// Of which there is only general advice.
        Reading(Code code, String kind, Optional<String> help) {
            this(code, kind, help, Optional.empty(), false);
        }

        static Reading certain(Code code, String kind, String meant) {
            return new Reading(code, kind, Optional.of("write " + meant), Optional.of(meant), true);
        }
    }

    /// Nobody writes longer numbers, and matching must not depend on what an attacker sends.
    private static final int LONGEST = 24;

    private static final List<Habit> HABITS = List.of(
            new Habit("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})", NumberHabits::yearFirst),
            new Habit("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})", NumberHabits::dayFirst),
            new Habit("\\d{1,2}[-/]\\d{1,2}[-/]\\d{2,4}", _ -> dateLike()),
            new Habit("\\d{1,2}-\\d{1,2}", found -> dayOrRange(found.group())),
            new Habit("(\\d{1,2}):(\\d{2})(?::\\d{2})?([ap]m)?", NumberHabits::clock),
            new Habit("(\\d{1,2})([ap]m)", NumberHabits::hour),
            new Habit("-\\d+%", _ -> percentage()),
            new Habit("(\\d{1,3})((?:[_,.']\\d{3})+)", found -> whole(digitsOf(found.group()))),
            new Habit("\\d+(?:_\\d+)+", found -> whole(digitsOf(found.group()))),
            new Habit("(\\d{1,7})[.,]\\d+(%?)", NumberHabits::between),
            new Habit("\\+(\\d+%?)", found -> whole(found.group(1))),
            new Habit("(\\d+)[a-z_].*", found -> whole(found.group(1))));

    private NumberHabits() {}

    static Reading read(String written) {
        return Stream.of(written.toLowerCase(Locale.ROOT))
                .filter(each -> each.length() <= LONGEST)
                .flatMap(each -> HABITS.stream().flatMap(habit -> habit.read(each)))
                .findFirst()
                .orElse(new Reading(Code.NOT_A_WHOLE_NUMBER, "a whole number", Optional.empty()));
    }

    private record Habit(Pattern form, Function<MatchResult, Reading> meaning) {
        Habit(String form, Function<MatchResult, Reading> meaning) {
            this(Pattern.compile(form), meaning);
        }

        Stream<Reading> read(String written) {
            var matcher = form.matcher(written);
            return matcher.matches() ? Stream.of(meaning.apply(matcher.toMatchResult())) : Stream.empty();
        }
    }

    private static Reading whole(String number) {
        return Reading.certain(Code.NOT_A_WHOLE_NUMBER, "a whole number", number);
    }

    private static Reading between(MatchResult found) {
        int below = Integer.parseInt(found.group(1));
        var sign = found.group(2);
        return new Reading(
                Code.NOT_A_WHOLE_NUMBER,
                sign.isEmpty() ? "a whole number" : "a whole percentage",
                Optional.of("write %d%s or %d%s".formatted(below, sign, below + 1, sign)),
                Optional.of(below + sign),
                false);
    }

    private static Reading yearFirst(MatchResult found) {
        return date(found.group(1), found.group(2), found.group(3));
    }

    private static Reading dayFirst(MatchResult found) {
        return date(found.group(3), found.group(2), found.group(1));
    }

    private static Reading date(String year, String month, String day) {
        var iso = "%s-%02d-%02d".formatted(year, Integer.parseInt(month), Integer.parseInt(day));
        return Literals.parsedDate(iso).isPresent() ? Reading.certain(Code.NOT_A_DATE, "a date", iso) : dateLike();
    }

    private static Reading dateLike() {
        return new Reading(Code.NOT_A_DATE, "a date", Optional.of("write year-month-day, such as 2026-12-24"));
    }

    /// `2-3` is a date for some and a range for others, so nothing is put right unseen.
    private static Reading dayOrRange(String written) {
        return new Reading(Code.NOT_A_DATE, "a date", Optional.of(dayOrRangeHelp(written)));
    }

    static String dayOrRangeHelp(String written) {
        var range = Stream.of(written.split("-"))
                .mapToInt(Integer::parseInt)
                .sorted()
                .toArray();
        return "write %s for a date, between %d and %d for numbers"
                .formatted(dayOfYear(written).orElse("month-day, such as 12-24,"), range[0], range[1]);
    }

    /// As month and day; as day and month where there is no such month.
    static Optional<String> dayOfYear(String written) {
        var parts = written.split("-", 2);
        int first = Integer.parseInt(parts[0]);
        int second = Integer.parseInt(parts[1]);
        return Stream.of("%02d-%02d".formatted(first, second), "%02d-%02d".formatted(second, first))
                .filter(each -> Literals.parsedMonthDay(each).isPresent())
                .findFirst();
    }

    private static Reading clock(MatchResult found) {
        return clock(Integer.parseInt(found.group(1)), found.group(2), found.group(3));
    }

    private static Reading hour(MatchResult found) {
        return clock(Integer.parseInt(found.group(1)), "00", found.group(2));
    }

    /// @param half `am` or `pm`, where it is written so
    private static Reading clock(int hour, String minutes, @Nullable String half) {
        int hours = half == null ? hour : hour % 12 + (half.equals("pm") ? 12 : 0);
        var time = "%02d:%s".formatted(hours, minutes);
        return Literals.parsedTime(time).isPresent()
                ? Reading.certain(Code.NOT_A_TIME, "a time", time)
                : new Reading(Code.NOT_A_TIME, "a time", Optional.of("times go from 00:00 to 23:59"));
    }

    private static Reading percentage() {
        return new Reading(Code.NUMBER_OUT_OF_RANGE, "a percentage", Optional.of("percentages go from 0% to 100%"));
    }

    private static String digitsOf(String written) {
        return written.replaceAll("\\D", "");
    }
}
