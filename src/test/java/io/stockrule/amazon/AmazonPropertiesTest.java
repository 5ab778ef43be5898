package io.stockrule.amazon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.delivery.marketplace.Reading;
import java.net.URLDecoder;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for any SKU and any mix of channels.
class AmazonPropertiesTest {
    @Property
    void any_sku_comes_back_from_its_encoding(@ForAll("skus") String sku) {
        var encoded = ListingsItems.encoded(sku);
        assertThat(encoded).matches("([A-Za-z0-9._~-]|%[0-9A-F]{2})*");
        assertThat(URLDecoder.decode(encoded, UTF_8)).isEqualTo(sku);
    }

    @Property
    void only_the_sellers_channel_alone_and_in_force_is_the_sellers(
            @ForAll("codes") List<String> live, @ForAll("codes") List<String> submitted) {
        var item = new ObjectMapper().createObjectNode();
        entries(item.putArray("fulfillmentAvailability"), "fulfillmentChannelCode", live);
        entries(
                item.putObject("attributes").putArray("fulfillment_availability"),
                "fulfillment_channel_code",
                submitted);
        var sellers = !live.isEmpty()
                && Stream.concat(live.stream(), submitted.stream()).allMatch("DEFAULT"::equals);
        assertThat(Channels.reading(item, "A1PA6795UKMFR9") instanceof Reading.SellerFulfilled)
                .isEqualTo(sellers);
    }

    @Property
    void any_text_from_outside_can_be_stored(@ForAll String text) {
        assertThat(UTF_8.newEncoder().canEncode(ForeignText.clean(text))).isTrue();
        assertThat(ForeignText.clean(text)).hasSizeLessThanOrEqualTo(1_001).doesNotContain("\0");
    }

    @Provide
    Arbitrary<String> skus() {
        return Arbitraries.strings().all().filter(UTF_8.newEncoder()::canEncode);
    }

    @Provide
    Arbitrary<List<String>> codes() {
        return Arbitraries.of("DEFAULT", "DEFAULT", "AMAZON_NA", "AMAZON_", "default", "7f3c", "", " DEFAULT")
                .list()
                .ofMaxSize(3);
    }

    private static void entries(ArrayNode array, String name, List<String> codes) {
        for (var code : codes) {
            ObjectNode entry = array.addObject();
            entry.put(name, code);
        }
    }
}
