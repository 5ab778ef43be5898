package io.stockrule.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.delivery.marketplace.Reading;
import io.stockrule.delivery.marketplace.Reading.Kind;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsTest {
    @Test
    void what_the_seller_ships_has_its_live_quantity_and_what_was_submitted() {
        assertThat(reading("[{'fulfillmentChannelCode':'DEFAULT','quantity':9}]", """
                [{'fulfillment_channel_code':'DEFAULT','quantity':4,'lead_time_to_ship_max_days':2,'restock_date':'2026-01-01'}]
                """))
                .isEqualTo(new Reading.SellerFulfilled(
                        OptionalInt.of(9), OptionalInt.of(2), OptionalInt.of(4), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '"', textBlock = """
            LIVE QUANTITY | HANDLING DAYS
                          | ,'lead_time_to_ship_max_days':null
            ,'quantity':null |
            """)
    void what_amazon_does_not_show_stays_empty(@Nullable String quantity, @Nullable String days) {
        var live = "[{'fulfillmentChannelCode':'DEFAULT'%s}]".formatted(quantity == null ? "" : quantity);
        var submitted = "[{'fulfillment_channel_code':'DEFAULT'%s}]".formatted(days == null ? "" : days);
        assertThat(reading(live, submitted))
                .isEqualTo(new Reading.SellerFulfilled(OptionalInt.empty(), OptionalInt.empty()));
    }

    @Test
    void the_live_channel_alone_is_enough() {
        assertThat(reading("{'sku':'A','fulfillmentAvailability':[{'fulfillmentChannelCode':'DEFAULT','quantity':0}]}"))
                .isEqualTo(new Reading.SellerFulfilled(OptionalInt.of(0), OptionalInt.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            LIVE               | SUBMITTED          | KIND             | CHANNELS
            AMAZON_NA          | AMAZON_NA          | AMAZON_FULFILLED | AMAZON_NA
            AMAZON_EU          | DEFAULT            | DUAL             | AMAZON_EU, DEFAULT
            DEFAULT            | AMAZON_EU          | DUAL             | AMAZON_EU, DEFAULT
            AMAZON_EU DEFAULT  |                    | DUAL             | AMAZON_EU, DEFAULT
                               | AMAZON_MOON        | AMAZON_FULFILLED | AMAZON_MOON
            DEFAULT AMAZON_X y |                    | DUAL             | AMAZON_X, DEFAULT, y
            DEFAULT 7f3c-2     | DEFAULT            | SUPPLY_SOURCE    | 7f3c-2, DEFAULT
            default            | DEFAULT            | SUPPLY_SOURCE    | DEFAULT, default
            amazon_na          |                    | SUPPLY_SOURCE    | amazon_na
            """)
    void any_other_channel_anywhere_is_not_the_sellers(
            @Nullable String live, @Nullable String submitted, Kind kind, String channels) {
        assertThat(reading(entries("fulfillmentChannelCode", live), entries("fulfillment_channel_code", submitted)))
                .isInstanceOfSatisfying(Reading.OtherChannels.class, others -> {
                    assertThat(others.kind()).isEqualTo(kind);
                    assertThat(others.channels()).isEqualTo(channels);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'sku':'A'}",
                "{'sku':'A','fulfillmentAvailability':[],'attributes':{}}",
                "{'sku':'A','fulfillmentAvailability':null,'attributes':null}",
                "{'sku':'A','attributes':{'fulfillment_availability':[{'fulfillment_channel_code':'DEFAULT','quantity':3}]}}",
                "{'sku':'A','fulfillmentAvailability':[{'quantity':3}]}",
                "{'sku':'A','fulfillmentAvailability':[null]}",
                "{'sku':'A','fulfillmentAvailability':[{'fulfillmentChannelCode':''}]}",
                "{'sku':'A','fulfillmentAvailability':{'fulfillmentChannelCode':'DEFAULT'}}",
                "{'sku':'A','fulfillmentAvailability':[{'fulfillmentChannelCode':['DEFAULT']}]}",
                "{'sku':'A','fulfillmentAvailability':[{'fulfillmentChannelCode':'DEFAULT','quantity':-1}]}",
                "{'sku':'A','fulfillmentAvailability':[{'fulfillmentChannelCode':'DEFAULT','quantity':3.5}]}",
                "{'sku':'A','fulfillmentAvailability':[{'fulfillmentChannelCode':'DEFAULT','quantity':'3'}]}",
                "{'sku':'A','fulfillmentAvailability':[{'fulfillmentChannelCode':'DEFAULT','quantity':99999999999}]}",
                "{'sku':'A','fulfillmentAvailability':[{'fulfillmentChannelCode':'DEFAULT','quantity':1},{'fulfillmentChannelCode':'DEFAULT','quantity':2}]}",
                "{'sku':'A','fulfillmentAvailability':[{'fulfillmentChannelCode':'DEFAULT'}],'attributes':{'fulfillment_availability':[null]}}",
                "{'sku':'A','fulfillmentAvailability':[{'fulfillmentChannelCode':'DEFAULT'}],'attributes':{'fulfillment_availability':'AMAZON_NA'}}",
                "{'sku':'A','fulfillmentAvailability':[{'fulfillmentChannelCode':'DEFAULT'}],'attributes':[]}"
            })
    void doubt_is_not_the_sellers(String item) {
        assertThat(reading(item)).isInstanceOf(Reading.Unreadable.class);
    }

    private static String entries(String name, @Nullable String codes) {
        return codes == null ? "[]" : "[{'" + name + "':'" + codes.replace(" ", "'},{'" + name + "':'") + "'}]";
    }

    private static Reading reading(String live, String submitted) {
        return reading("{'sku':'A','fulfillmentAvailability':%s,'attributes':{'fulfillment_availability':%s}}"
                .formatted(live, submitted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            LIVE              | SELLER'S
            AMAZON_EU DEFAULT | 7
            AMAZON_EU         |
            DEFAULT 7f3c-2    |
            """)
    void the_sellers_offer_beside_amazons_is_told_when_it_is_live(String live, @Nullable Integer sellers) {
        var entries = entries("fulfillmentChannelCode", live).replace("'DEFAULT'", "'DEFAULT','quantity':7");
        assertThat(reading(entries, "[{'fulfillment_channel_code':'DEFAULT'}]"))
                .isInstanceOfSatisfying(
                        Reading.OtherChannels.class,
                        others -> assertThat(others.sellersToo())
                                .isEqualTo(sellers == null ? OptionalInt.empty() : OptionalInt.of(sellers)));
    }

    private static Reading reading(String item) {
        try {
            return Channels.reading(new ObjectMapper().readTree(item.replace('\'', '"')), "A1PA6795UKMFR9");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(item, e);
        }
    }
}
