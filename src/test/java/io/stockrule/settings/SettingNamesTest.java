package io.stockrule.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingNamesTest {
    @ParameterizedTest
    @CsvSource({
        "STOCKRULE_DELIVERY_ENABELD, STOCKRULE_DELIVERY_ENABLED",
        "STOCKRULE_DELIVRY_ENABLED, STOCKRULE_DELIVERY_ENABLED",
        "STOCKRULE_OPERATORKEY, STOCKRULE_OPERATOR_KEY",
        "STOCKRULE_SECRET_KEY, STOCKRULE_SECRETS_KEY"
    })
    void a_misspelt_variable_is_refused_with_the_one_that_was_meant(String written, String meant) {
        assertThatThrownBy(() -> SettingNames.check(Set.of(), Set.of("PATH", written)))
                .hasMessage("there is no setting " + written + ", did you mean " + meant + "?");
    }

    @Test
    void a_misspelt_line_of_a_file_is_refused_whatever_it_resembles() {
        assertThatThrownBy(() -> SettingNames.check(
                        Set.of("stockrule.sync.bach", "stockrule.colour", "quarkus.http.port"), Set.of()))
                .hasMessageContaining("there is no setting stockrule.sync.bach, did you mean stockrule.sync.batch?")
                .hasMessageContaining("there is no setting stockrule.colour; docs/settings.md has all of them");
    }

    @Test
    void what_is_ours_or_others_is_fine() {
        var environment = Set.of(
                "STOCKRULE_DELIVERY_ENABLED",
                "STOCKRULE_HOME",
                "STOCKRULE_SERVICE_HOST",
                "STOCKRULE_PORT_8080_TCP_ADDR",
                "STOCKRULE_CHROMIUM");
        assertThatCode(() -> SettingNames.check(
                        Set.of("stockrule.delivery.enabled", "stockrule.service.host", "stockrule.home"), environment))
                .doesNotThrowAnyException();
    }
}
