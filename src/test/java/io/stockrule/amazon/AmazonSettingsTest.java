package io.stockrule.amazon;

import static io.stockrule.listing.AmazonCredentials.Region.EU;
import static io.stockrule.listing.AmazonCredentials.Region.NA;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.delivery.marketplace.QuantityUpdate;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.AmazonCredentials.Region;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmazonSettingsTest {
    @Test
    void nothing_has_to_be_set() {
        var config = config(Map.of());
        assertThat(config.tokenEndpoint()).isEqualTo("https://api.amazon.com/auth/o2/token");
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.tokenTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource({
        "NA, US, https://sellingpartnerapi-na.amazon.com",
        "EU, DE, https://sellingpartnerapi-eu.amazon.com",
        "FE, JP, https://sellingpartnerapi-fe.amazon.com"
    })
    void a_region_has_its_own_address(Region region, String country, String address) {
        assertThat(uri(config(Map.of()), region, country)).startsWith(address + "/listings/2021-08-01/items/S%2F1/A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:9999", "http://localhost:9999/", "http://localhost:9999//"})
    void an_address_that_is_set_serves_all_regions(String address) {
        var config = config(Map.of("stockrule.amazon.endpoint", address));
        assertThat(uri(config, NA, "US")).startsWith("http://localhost:9999/listings/2021-08-01/items/S%2F1/A");
    }

    @Test
    void every_marketplace_of_a_region_has_its_own_id() {
        var countries = Stream.of(Region.values())
                .flatMap(region -> region.marketplaces().stream()
                        .map(code -> AmazonCountry.of(region, code).orElseThrow()))
                .toList();
        assertThat(countries).containsExactlyInAnyOrder(AmazonCountry.values());
        assertThat(countries).extracting(AmazonCountry::marketplaceId).doesNotHaveDuplicates();
    }

    @Test
    void a_country_belongs_to_one_region() {
        assertThat(AmazonCountry.of(EU, "DE")).contains(AmazonCountry.DE);
        assertThat(AmazonCountry.of(NA, "DE")).isEmpty();
        assertThat(AmazonCountry.of(EU, "de")).isEmpty();
    }

    private static AmazonConfig config(Map<String, String> settings) {
        return RecordingAmazon.config(settings, AmazonConfig.class);
    }

    private static String uri(AmazonConfig config, Region region, String country) {
        var account = new AmazonCredentials(new AccountKey(1, 2), region, "S/1", "c", "s", "r");
        return new ListingsItems(config)
                .patch(
                        account,
                        AmazonCountry.of(region, country).orElseThrow(),
                        new QuantityUpdate("A", country, 1, OptionalInt.empty()))
                .build()
                .uri()
                .toString();
    }
}
