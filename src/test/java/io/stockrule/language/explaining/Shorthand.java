package io.stockrule.language.explaining;

import static java.util.stream.Collectors.joining;

import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What examples leave out so that they can be read: `{201 times x}` and `{U+202E}`.
public final class Shorthand {
    private static final Pattern REPEATED = Pattern.compile("\\{(\\d+) times ((?:[^{}]|\\{n})*)}(\n?)");
    private static final Pattern CODE_POINT = Pattern.compile("\\{U\\+([0-9A-F]+)}");

    private Shorthand() {}

    /// The text that is meant. What fills a line to its end is repeated on lines of its own.
    public static String written(String shown) {
        var repeated = REPEATED.matcher(shown)
                .replaceAll(found -> repeated(
                        Integer.parseInt(found.group(1)),
                        found.group(2),
                        startsLine(shown, found.start()) ? found.group(3) : "",
                        found.group(3)));
        return CODE_POINT
                .matcher(repeated)
                .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)));
    }

    /// A text in which nothing is invisible.
    static String shown(String written) {
        return written.codePoints()
                .mapToObj(each -> Character.getType(each) == Character.FORMAT
                        ? "{U+%04X}".formatted(each)
                        : Character.toString(each))
                .collect(joining());
    }

    private static boolean startsLine(String text, int place) {
        return place == 0 || text.charAt(place - 1) == '\n';
    }

    private static String repeated(int times, String piece, String between, String end) {
        return IntStream.rangeClosed(1, times)
                .mapToObj(n -> piece.replace("{n}", String.valueOf(n)).replace("\\", "\\\\"))
                .collect(joining(between, "", end));
    }
}
