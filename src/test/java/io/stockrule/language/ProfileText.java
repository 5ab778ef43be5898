package io.stockrule.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.check.Checker;
import io.stockrule.language.reading.ProfileBuilder;
import io.stockrule.language.reading.ProfileParser;
import io.stockrule.language.writing.Rendering;
import java.util.Optional;

/// Profile texts for tests, and what the checker makes of them.
public final class ProfileText {
    private static final String NAME = "profile \"Test\"\n";

    private ProfileText() {}

    public static Profile accepted(String text) {
        return switch (Checker.check(text, KnownNames.ANY)) {
            case Checked.Accepted accepted -> accepted.profile();
            case Checked.Rejected rejected ->
                throw new AssertionError(Rendering.render("test.stockrule", text, rejected.diagnostics()));
        };
    }

    /// The same without the checks that try all stocks, and whether or not single statements make sense.
    public static Profile read(String text) {
        return ProfileBuilder.build(ProfileParser.parse(text, new Findings()).statements());
    }

    /// The profile of statements below a name.
    public static Profile of(String statements) {
        return accepted(NAME + statements);
    }

    /// The single mistake in statements below a name.
    public static Mistake mistakeIn(String statements) {
        return onlyMistakeIn(NAME + statements);
    }

    public static Mistake onlyMistakeIn(String text) {
        var checked = Checker.check(text, KnownNames.ANY);
        assertThat(checked.diagnostics())
                .as(Rendering.render("test.stockrule", text, checked.diagnostics()))
                .hasSize(1);
        return new Mistake(text, checked.diagnostics().getFirst());
    }

    /// One diagnostic and the text that it speaks of.
    record Mistake(String text, Diagnostic diagnostic) {
        Mistake as(Code code) {
            assertThat(diagnostic.code()).isEqualTo(code);
            return this;
        }

        Mistake underlining(String expected) {
            var span = diagnostic.span();
            int[] line = text.lines()
                    .skip(span.line() - 1)
                    .findFirst()
                    .orElse("")
                    .codePoints()
                    .toArray();
            assertThat(new String(line, span.column() - 1, span.length())).isEqualTo(expected);
            return this;
        }

        Mistake saying(String message) {
            assertThat(diagnostic.message()).isEqualTo(message);
            return this;
        }

        Mistake suggesting(String help) {
            assertThat(diagnostic.help()).isEqualTo(Optional.of(help));
            return this;
        }
    }
}
