package io.stockrule.language.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FewestLinesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            COVERED BY EACH  | CHOSEN
            0, 1, 2          | 0 1 2
            0, 0 1, 1        | 1
            0 1, 2 3, 1 2 3  | 0 2
            1 2 3, 0 1, 2 4, 3 5 | 1 2 3
            """)
    void no_example_is_chosen_that_others_make_up_for(String covered, String chosen) {
        var examples =
                Stream.of(covered.split(", ")).map(FewestLinesTest::numbers).toList();
        assertThat(FewestLines.of(examples))
                .containsExactlyElementsOf(
                        Stream.of(chosen.split(" ")).map(Integer::valueOf).toList());
    }

    private static BitSet numbers(String written) {
        var numbers = new BitSet();
        Stream.of(written.split(" ")).map(Integer::valueOf).forEach(numbers::set);
        return numbers;
    }
}
