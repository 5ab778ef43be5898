package io.stockrule.language.hint;

import io.stockrule.language.Findings;
import io.stockrule.language.Span;
import io.stockrule.language.reading.ProfileParser;
import io.stockrule.language.reading.Quoted;
import io.stockrule.language.reading.Statement;
import java.util.Optional;

/// The name that a text gives its profile.
///
/// @param quoted where it stands, quotes included
public record WrittenName(String name, Span quoted) {
    /// Empty for a text whose `profile` line is missing or cannot be read.
    public static Optional<WrittenName> in(String text) {
        return ProfileParser.parse(text, new Findings()).statements().stream()
                .flatMap(each -> each instanceof Statement.Names(var name, var _)
                        ? Optional.of(new WrittenName(name.text(), name.span())).stream()
                        : Optional.<WrittenName>empty().stream())
                .findFirst();
    }

    /// Another name as it is written in a text, quotes included.
    public static String written(String name) {
        return Quoted.written(name);
    }
}
