package io.stockrule.rules.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SaturatedTest {
    @Property
    void sums_are_exact_or_the_end_of_the_range_that_is_next_to_them(@ForAll long one, @ForAll long other) {
        var exactSum = BigInteger.valueOf(one).add(BigInteger.valueOf(other));
        var exactDifference = BigInteger.valueOf(one).subtract(BigInteger.valueOf(other));
        assertThat(Saturated.add(one, other)).isEqualTo(nearest(exactSum));
        assertThat(Saturated.subtract(one, other)).isEqualTo(nearest(exactDifference));
    }

    private static long nearest(BigInteger exact) {
        return exact.max(BigInteger.valueOf(Long.MIN_VALUE))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }
}
