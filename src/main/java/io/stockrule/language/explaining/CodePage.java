package io.stockrule.language.explaining;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The page of all codes, `docs/diagnostics.md`: a table to look things up in, and an example of each.
public final class CodePage {
    private static final String OPENING = """
            # Diagnostics

            Written by `bin/stockrule explain --page`; change the files in `src/main/resources/diagnostics`, not this page.

            What may be said of a profile's text, why, and what to do. `bin/stockrule explain SR201` says the same of one code, and
            [Write a profile](language.md#when-something-is-wrong) how a message is read. A code never changes its meaning: `SR0xx`
            speak of the text as a whole, `SR1xx` of how a statement is written, `SR2xx` of what it means, `SR4xx` of where it is saved.
            `SR3xx` are warnings, with which a profile is saved all the same.

            """;

    private static final String EXAMPLES = """

            # Examples

            They are those of a shop that has the warehouses Berlin, Hamburg and Wien, of which Wien is closed, the rule file
            "seasonal-cap", the vendors Lumen and Aroma House and the tags fragile and carton, on 2026-12-01. In them `{201 times x}`
            stands for x so many times, `{n}` for 1, 2, 3 and so on, and `{U+202E}` for the character of this number.
            """;

    private CodePage() {}

    public static String of(List<CodeExplanation> explanations) {
        return OPENING
                + "| code | what it means | why | what to do |\n|---|---|---|---|\n"
                + explanations.stream().map(CodePage::row).collect(Collectors.joining())
                + EXAMPLES
                + explanations.stream().map(CodePage::example).collect(Collectors.joining());
    }

    private static String row(CodeExplanation each) {
        var id = each.code().id();
        return "| [%s](#%s) | %s%s | %s | %s |\n"
                .formatted(
                        id,
                        id.toLowerCase(Locale.ROOT),
                        each.meaning(),
                        each.isWarning() ? " (a warning)" : "",
                        each.cause(),
                        each.cure());
    }

    private static String example(CodeExplanation each) {
        return """

                ## %s
                **%s.** Why: %s. What to do: %s.

                ```text
                %s```
                is answered with
                ```messages
                %s```
                and this is right:
                ```stockrule
                %s```
                """.formatted(
                        each.code().id(),
                        capital(each.meaning()),
                        each.cause(),
                        each.cure(),
                        each.before(),
                        each.says(),
                        each.after());
    }

    private static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }
}
