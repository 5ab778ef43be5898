package io.stockrule.access.exact;

import java.util.Optional;

/// What the text of a parameter may be to stand for a value of a type.
public final class ExactValue {
    private ExactValue() {}

    /// What is wrong with it, such as `must be a whole number`.
    public static Optional<String> mistake(Class<?> type, String text) {
        if (type == long.class || type == Long.class) {
            return isLong(text) ? Optional.empty() : Optional.of("must be a whole number");
        }
        if (type == int.class || type == Integer.class) {
            boolean fits = isLong(text) && Long.parseLong(text) == (int) Long.parseLong(text);
            return fits ? Optional.empty() : Optional.of("must be a whole number");
        }
        if (type == boolean.class || type == Boolean.class) {
            boolean known = text.equals("true") || text.equals("false");
            return known ? Optional.empty() : Optional.of("must be true or false");
        }
        return StorableText.is(text) ? Optional.empty() : Optional.of("must not contain the character NUL");
    }

    /// As we write it: no sign but a minus, no blanks, no leading zeros, no digits of another script.
    private static boolean isLong(String text) {
        try {
            return Long.toString(Long.parseLong(text)).equals(text);
        } catch (NumberFormatException _) {
            return false;
        }
    }
}
