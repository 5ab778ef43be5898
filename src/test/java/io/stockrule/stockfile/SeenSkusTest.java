package io.stockrule.stockfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SeenSkusTest {
    @Property(tries = 100)
    void it_knows_what_a_map_would_know(@ForAll("manySkus") List<String> skus) {
        var seen = new SeenSkus();
        var known = new HashMap<String, Long>();
        for (int i = 0; i < skus.size(); i++) {
            long line = i + 2L;
            known.putIfAbsent(skus.get(i), line);
            assertThat(seen.firstLine(skus.get(i), line)).isEqualTo(known.get(skus.get(i)));
        }
    }

    @Test
    void many_skus_are_told_apart_and_found_again() {
        var seen = new SeenSkus();
        for (int i = 1; i <= 200_000; i++) {
            assertThat(seen.firstLine("SKU-" + i, i)).isEqualTo(i);
        }
        for (int i = 1; i <= 200_000; i++) {
            assertThat(seen.firstLine("SKU-" + i, 999_999)).isEqualTo(i);
        }
    }

    @Provide
    Arbitrary<List<String>> manySkus() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(0, 300).map(String::valueOf),
                        Arbitraries.strings().ofMaxLength(3))
                .list()
                .ofMaxSize(1_000);
    }
}
