package io.stockrule.language.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.ProfileText;
import io.stockrule.language.Word;
import io.stockrule.stock.HeldPart;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is not read here is not loaded, and looks empty to the profile.
class FactsReadTest {
    @Test
    void what_statements_for_some_listings_look_at_is_read_too() {
        var read = FactsRead.by(ProfileText.of("""
                use warehouse "Berlin" where marketplace is "DE"
                keep 2 in reserve at "Wien" where tag is "a" or not vendor starts with "b"
                offer 50% where date is after 11-20
                quantity single stock where time is between 22:00 and 06:00
                list in steps of 5 where shopify keeps selling
                """));
        assertThat(read.warehouses()).containsExactly("Berlin", "Wien");
        assertThat(read.words()).containsExactlyInAnyOrder(Word.Named.MARKETPLACE, Word.Named.TAG, Word.Named.VENDOR);
        assertThat(read.date()).isTrue();
        assertThat(read.time()).isTrue();
        assertThat(read.keepsSelling()).isTrue();
    }

    @Test
    void what_is_held_is_read_where_it_is_counted_or_tested() {
        assertThat(held("count on hand and incoming")).containsExactly(HeldPart.ON_HAND, HeldPart.INCOMING);
        assertThat(held("count available and incoming where tag is \"a\"")).containsExactly(HeldPart.INCOMING);
        assertThat(held("when tag is \"a\" or not committed at \"Wien\" is 3 then stop"))
                .containsExactly(HeldPart.COMMITTED);
        assertThat(FactsRead.by(ProfileText.of("when committed at \"Wien\" is 3 then stop"))
                        .warehouses())
                .containsExactly("Wien");
        assertThat(held("count available\nwhen available is below 3 then stop")).isEmpty();
    }

    private static Set<HeldPart> held(String statements) {
        var profile = ProfileText.of(statements);
        var held = FactsRead.by(profile).held();
        assertThat(FactsRead.holdingsBy(profile)).isEqualTo(!held.isEmpty());
        return held;
    }

    @Test
    void metafields_are_read_by_their_names() {
        var read = FactsRead.by(ProfileText.of("""
                keep 2 in reserve where metafield "custom.size" is "XL"
                when metafield "custom.season" is "summer" or not metafield "custom.size" is empty then stop
                expect available 9 with metafield "custom.other" is "a" lists 9
                """));
        assertThat(read.metafields()).containsExactly("custom.season", "custom.size");
        assertThat(FactsRead.by(ProfileText.of("when tag is \"metafield\" then stop"))
                        .metafields())
                .isEmpty();
    }

    @Test
    void nothing_is_read_that_nobody_looks_at() {
        var read = FactsRead.by(ProfileText.of("quantity not more than 3 where sku is \"A\""));
        assertThat(read.warehouses()).isEmpty();
        assertThat(read.words()).containsExactly(Word.Named.SKU);
        assertThat(read.date() || read.time() || read.keepsSelling()).isFalse();
    }
}
