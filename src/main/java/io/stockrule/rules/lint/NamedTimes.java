package io.stockrule.rules.lint;

import java.time.LocalTime;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Learns from the conditions of a file, as they are written, at what times of day they may change their truth.
public final class NamedTimes {
    private static final int HUNDRED = 100;
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'");
    private static final Pattern WORD = Pattern.compile("[\\w$.]+");
    private static final Set<String> OF_THE_DAY = Set.of("date", "monthAndDay", "dayOfWeek");

    private final SortedSet<LocalTime> times = new TreeSet<>();

    /// @param problems hears of numbers that Java reads as others than they look
    void learn(String condition, Consumer<String> problems) {
        var words = WORD.matcher(TEXT.matcher(condition).replaceAll("\"\""))
                .results()
                .map(MatchResult::group)
                .toList();
        words.forEach(word -> refuseOctal(word, problems));
        if (words.stream().anyMatch(OF_THE_DAY::contains)) {
            times.add(LocalTime.MIDNIGHT);
        }
        if (words.contains("time")) {
            times.add(LocalTime.MIDNIGHT);
            words.forEach(this::learnTime);
        }
    }

    /// The times so far; midnight for conditions that look at the day.
    public SortedSet<LocalTime> times() {
        return times;
    }

    /// A comparison with 1830 changes at 18:30 or, being `above` or `at most`, a minute later.
    private void learnTime(String number) {
        if (number.matches("[0-9]{1,4}")) {
            int hour = Integer.parseInt(number) / HUNDRED;
            int minute = Integer.parseInt(number) % HUNDRED;
            if (hour < 24 && minute < 60) {
                times.add(LocalTime.of(hour, minute));
                times.add(LocalTime.of(hour, minute).plusMinutes(1));
            }
        }
    }

    private static void refuseOctal(String number, Consumer<String> problems) {
        if (number.matches("0[0-9_]+[lL]?")) {
            problems.accept("write " + number.replaceFirst("^0+(?=[0-9])", "") + ", not " + number
                    + ": a number that begins with 0 means another one");
        }
    }
}
