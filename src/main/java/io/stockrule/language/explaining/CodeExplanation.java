package io.stockrule.language.explaining;

import io.stockrule.language.Code;
import java.util.stream.Collectors;

/// What one code means, and how to be rid of it.
///
/// @param meaning what is wrong, in one line
/// @param cause how it comes about, or why it is told
/// @param cure what to do
/// @param before a small profile that is told so. In it and in what is said, `{201 times x}` stands for x so many times
/// @param says what is said of it
/// @param after the same put right; nothing is said of it
public record CodeExplanation(
        Code code, String meaning, String cause, String cure, String before, String says, String after) {
    /// Whether a profile is saved all the same.
    public boolean isWarning() {
        return code.id().startsWith("SR3");
    }

    /// One line of a list of all.
    public String headline() {
        return code.id() + " " + meaning + (isWarning() ? " (a warning)" : "");
    }

    /// All of it, for a terminal.
    public String told() {
        return """
                %s

                why: %s
                cure: %s

                this profile
                %s
                is answered with
                %s
                and this one is right
                %s""".formatted(headline(), cause, cure, indented(before), indented(says), indented(after));
    }

    private static String indented(String lines) {
        return lines.lines().map(line -> "  " + line + "\n").collect(Collectors.joining());
    }
}
