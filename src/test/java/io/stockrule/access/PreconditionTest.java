package io.stockrule.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            nullValues = "-",
            useHeadersInDisplayName = true,
            textBlock = """
            IF-MATCH   | IF-NONE-MATCH | CREATES | CHANGES 3
            -          | -             | true    | true
            "3"        | -             | false   | true
            "2"        | -             | false   | false
            "2", "3"   | -             | false   | true
            W/"3"      | -             | false   | false
            3          | -             | false   | false
            *          | -             | false   | true
            ''         | -             | false   | false
            -          | *             | true    | false
            -          | "3"           | true    | false
            -          | "2"           | true    | true
            """)
    void a_change_happens_only_as_the_caller_expects_it(
            @Nullable String ifMatch, @Nullable String ifNoneMatch, boolean creates, boolean changes) {
        var precondition = Precondition.of(ifMatch, ifNoneMatch);
        assertThat(precondition.allowsCreation()).isEqualTo(creates);
        assertThat(precondition.allowsChangeOf(3)).isEqualTo(changes);
    }
}
