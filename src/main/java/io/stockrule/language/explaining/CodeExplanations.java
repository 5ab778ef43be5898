package io.stockrule.language.explaining;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stockrule.language.Code;
import io.stockrule.language.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The explanations of all codes, each read from its file.
public final class CodeExplanations {
    /// Where the files lie, beside the classes.
    private static final String FOLDER = "/diagnostics/";

    private static final Pattern FILE = Pattern.compile("means: (.+)\ncause: (.+)\ncure: (.+)\n"
            + "-{10} before -{10}\n((?s:.+))-{10} says -{10}\n((?s:.+))-{10} after -{10}\n((?s:.+))");

    private CodeExplanations() {}

    /// In the order of the codes.
    public static List<CodeExplanation> all() {
        return Stream.of(Code.values()).map(CodeExplanations::of).toList();
    }

    public static CodeExplanation of(Code code) {
        return read(code, text(code));
    }

    /// @param id as a person writes it, in any case; empty where there is no such code
    public static Optional<CodeExplanation> called(String id) {
        return Stream.of(Code.values())
                .filter(code -> code.id().equals(id.toUpperCase(Locale.ROOT)))
                .findFirst()
                .map(CodeExplanations::of);
    }

    /// The code that was meant by one that does not exist, such as by `402` or `SR42`.
    public static Optional<String> closest(String id) {
        var whole = id.chars().allMatch(Character::isDigit) ? "SR" + id : id;
        return Suggestion.closest(whole, Stream.of(Code.values()).map(Code::id).toList());
    }

    private static CodeExplanation read(Code code, String text) {
        var file = FILE.matcher(text);
        if (!file.matches()) {
            throw new IllegalStateException("the explanation of %s is not written as the others".formatted(code.id()));
        }
        return new CodeExplanation(
                code, file.group(1), file.group(2), file.group(3), file.group(4), file.group(5), file.group(6));
    }

    private static String text(Code code) {
        try (var file = CodeExplanations.class.getResourceAsStream(FOLDER + code.id() + ".txt")) {
            if (file == null) {
                throw new IllegalStateException("%s is not explained".formatted(code.id()));
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
