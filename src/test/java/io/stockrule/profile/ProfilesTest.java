package io.stockrule.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.access.TestMerchant;
import io.stockrule.language.QuantityMode;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProfilesTest {
    @Inject
    Profiles profiles;

    @Inject
    Jdbi database;

    TestMerchant merchant;

    @BeforeEach
    void createMerchant() {
        merchant = TestMerchant.create("Candle Shop");
    }

    @Test
    void many_profiles_of_many_merchants_are_asked_for_at_once() {
        var other = TestMerchant.create("Yoga Shop");
        var candles = save("Candles", "quantity not more than 3");
        var defaults = new ProfileKey(other.id(), id(other, "Default"));
        var foreign = new ProfileKey(other.id(), candles.profileId());
        var found = profiles.inForce(List.of(candles, defaults, candles, foreign));
        assertThat(found).containsOnlyKeys(candles, defaults);
        assertThat(mode(candles)).isEqualTo(new QuantityMode.NotMoreThan(3));
        assertThat(profiles.inForce(List.of())).isEmpty();
    }

    @Test
    void the_newest_version_decides_at_once() {
        var candles = save("Candles", "quantity not more than 3");
        assertThat(mode(candles)).isEqualTo(new QuantityMode.NotMoreThan(3));
        save("Candles", "quantity single");
        assertThat(mode(candles)).isEqualTo(new QuantityMode.SingleStock());
        assertThat(profiles.inForce(merchant.id(), "Candles"))
                .hasValueSatisfying(it -> assertThat(it.version()).isEqualTo(2));
    }

    @Test
    void an_unchanged_profile_is_parsed_once() {
        var candles = save("Candles", "quantity not more than 3");
        assertThat(inForce(candles)).isSameAs(inForce(candles));
    }

    @Test
    void a_text_goes_on_deciding_when_its_warehouse_has_another_name() {
        warehouse("Berlin");
        var candles = save("Candles", "use warehouse \"Berlin\"");
        warehouse("Potsdam");
        assertThat(inForce(candles).version()).isEqualTo(1);
    }

    @Test
    void a_text_that_cannot_be_read_decides_nothing_and_stops_no_other() {
        var broken = save("Candles", "quantity single");
        var sound = save("Yoga", "quantity single");
        database.useHandle(handle -> handle.execute(
                "update profile_version set text = 'nonsense' where merchant_id = ? and profile_id = ?",
                merchant.id(),
                broken.profileId()));
        assertThat(profiles.inForce(List.of(broken, sound))).containsOnlyKeys(sound);
    }

    @Test
    void old_texts_outlive_their_profile() {
        var candles = save("Candles", "quantity single");
        merchant.calls().delete("/api/v1/profiles/Candles").then().statusCode(204);
        assertThat(profiles.inForce(List.of(candles))).isEmpty();
        assertThat(profiles.version(merchant.id(), candles.profileId(), 1))
                .hasValueSatisfying(it -> assertThat(it.text()).contains("quantity single"));
        assertThat(profiles.version(merchant.id() + 1, candles.profileId(), 1)).isEmpty();
    }

    private ProfileKey save(String name, String statement) {
        merchant.calls()
                .contentType("text/plain")
                .body("profile \"%s\"\n%s".formatted(name, statement))
                .put("/api/v1/profiles/{name}", name)
                .then()
                .statusCode(lessThan(300));
        return new ProfileKey(merchant.id(), id(merchant, name));
    }

    private long id(TestMerchant owner, String name) {
        return profiles.idOf(owner.id(), name).orElseThrow();
    }

    private ProfileInForce inForce(ProfileKey key) {
        return Objects.requireNonNull(profiles.inForce(List.of(key)).get(key));
    }

    private QuantityMode mode(ProfileKey key) {
        return inForce(key).profile().mode();
    }

    private void warehouse(String name) {
        database.useHandle(handle -> handle.execute("""
                insert into warehouse (merchant_id, warehouse_id, shop_id, location_id, name, active)
                values (?, nextval('stockrule_id'), 1, 1, ?, true)
                on conflict (merchant_id, shop_id, location_id) do update set name = excluded.name
                """, merchant.id(), name));
    }
}
