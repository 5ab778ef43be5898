package io.stockrule.stock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketplaceCodesTest {
    @ParameterizedTest
    @CsvSource({"Germany, DE", "deutschland, DE", "GB, UK", "United Kingdom, UK", "Italia, IT", "España, ES", "日本, JP"})
    void a_country_has_a_code_whatever_it_is_called(String name, String code) {
        assertThat(MarketplaceCodes.ofCountry(name)).hasValue(code);
    }

    @ParameterizedTest
    @CsvSource({"Atlantis", "''", "CH", "Austria"})
    void where_amazon_has_no_marketplace_there_is_no_code(String name) {
        assertThat(MarketplaceCodes.ofCountry(name)).isEmpty();
    }
}
