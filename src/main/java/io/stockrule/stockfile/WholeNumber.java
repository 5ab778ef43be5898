package io.stockrule.stockfile;

import static io.stockrule.table.Mistake.quoted;

import java.util.regex.Pattern;

/// What reading a number came to.
sealed interface WholeNumber {
    record Valid(long number) implements WholeNumber {}

    record Invalid(String message) implements WholeNumber {}

    Pattern GROUPED = Pattern.compile("[+-]?[0-9]{1,3}(?:[.,'_\\h][0-9]{3})+");
    Pattern FRACTION = Pattern.compile("[+-]?[0-9]*[.,][0-9]+");

    /// @param smallest and largest are those that are valid
    static WholeNumber read(String text, long smallest, long largest) {
        if (!isWritten(text)) {
            return new Invalid("%s is not a whole number%s".formatted(quoted(text), help(text)));
        }
        try {
            long number = Long.parseLong(text);
            return number >= smallest && number <= largest ? new Valid(number) : outside(text, smallest, largest);
        } catch (NumberFormatException _) {
            return outside(text, smallest, largest);
        }
    }

    /// As digits, with a minus before them or not.
    private static boolean isWritten(String text) {
        int first = text.startsWith("-") ? 1 : 0;
        for (int i = first; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > first;
    }

    private static Invalid outside(String text, long smallest, long largest) {
        return new Invalid("%s is not a number from %d to %d".formatted(quoted(text), smallest, largest));
    }

    private static String help(String text) {
        if (GROUPED.matcher(text).matches()) {
            return "; write it without separators";
        }
        if (FRACTION.matcher(text).matches()) {
            return "; stock is counted in whole units";
        }
        return text.startsWith("+") ? "; write it without the plus" : "";
    }
}
