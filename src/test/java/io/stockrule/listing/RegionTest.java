package io.stockrule.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.listing.AmazonCredentials.Region;
import io.stockrule.stock.MarketplaceCodes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegionTest {
    @Test
    void the_regions_together_have_the_marketplaces_that_profiles_know() {
        assertThat(Stream.of(Region.values()).flatMap(region -> region.marketplaces().stream()))
                .containsExactlyInAnyOrderElementsOf(MarketplaceCodes.ALL);
    }
}
