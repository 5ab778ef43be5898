package io.stockrule.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Settings, keys, warehouses, and how a browser stays signed in.
class SettingsPageIT extends PageScene {
    @BeforeAll
    void start() throws IOException, InterruptedException {
        world = new World();
        var list = world.listUnder("careful", "keep 2 in reserve");
        world.sell(list, "CANDLE-1", Map.of("Berlin", 7, "Lyon", 5));
    }

    private void fillKey() {
        page.getByLabel("API key of the merchant").fill(world.key);
    }

    private void signInToStay() {
        page.navigate(world.address() + "/");
        fillKey();
        page.getByLabel("Stay signed in on this computer").check();
        button("Sign in").click();
        assertThat(button("Sign out")).isVisible();
    }

    @Test
    void who_stays_signed_in_is_known_after_a_reload_and_in_a_new_tab_and_no_key_is_kept() {
        signInToStay();
        page.reload();
        assertThat(button("Sign out")).isVisible();
        assertThat(page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage) + document.cookie"))
                .asString()
                .doesNotContain(world.key)
                .doesNotContain("session=");
        var tab = visitor.newPage();
        tab.navigate(world.address() + "/#/profiles");
        assertThat(tab.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("careful")))
                .isVisible();
        button("Sign out").click();
        assertThat(page.getByLabel("API key of the merchant")).isVisible();
        tab.reload();
        assertThat(tab.getByLabel("API key of the merchant")).isVisible();
    }

    @Test
    void what_changes_under_a_session_is_shown_by_itself() {
        signInToStay();
        assertThat(page.locator(".connection.live")).isVisible();
        world.awaitShown("CANDLE-1", 10);
    }

    @Test
    void who_does_not_stay_is_known_in_this_tab_only() {
        page.navigate(world.address() + "/");
        fillKey();
        button("Sign in").click();
        assertThat(button("Sign out")).isVisible();
        var tab = visitor.newPage();
        tab.navigate(world.address() + "/");
        assertThat(tab.getByLabel("API key of the merchant")).isVisible();
    }

    @Test
    void a_session_that_was_ended_elsewhere_asks_for_the_key_again() {
        signInToStay();
        visitor.clearCookies();
        page.evaluate("location.hash = '#/profiles'"); // the stream may have asked for the key already
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("You are signed out on this computer.");
    }

    @Test
    void who_cannot_be_signed_out_is_told() {
        signInToStay();
        visitor.setOffline(true);
        button("Sign out").click();
        assertThat(page.getByText("You are still signed in on this computer: try again."))
                .isVisible();
        visitor.setOffline(false);
        button("Sign out").click();
        assertThat(page.getByLabel("API key of the merchant")).isVisible();
    }

    @Test
    void a_key_is_made_shown_once_and_revoked() {
        signIn("#/settings");
        page.getByLabel("Name of a new key").fill("scanner");
        button("Make a key").click();
        var made = page.getByLabel("Key “scanner”, shown only now").inputValue();
        assertThat(made).startsWith("sr_");
        assertThat(world.service
                        .withKey(made)
                        .get("/api/v1/merchant")
                        .path("name")
                        .asText())
                .isEqualTo("Seed");
        button("Revoke scanner …").click();
        assertThat(page.getByText("It cannot be undone")).isVisible();
        button("Keep it").click();
        button("Revoke scanner …").click();
        button("Revoke scanner").click();
        assertThat(page.getByText("“scanner” is revoked.")).isVisible();
        page.reload();
        assertThat(page.getByText("the only one: make another before you revoke it"))
                .isVisible();
        assertThat(page.locator("body")).not().containsText(made);
    }

    @Test
    void the_time_zone_is_changed() {
        signIn("#/settings");
        page.getByLabel("Time zone").selectOption("Asia/Tokyo");
        assertThat(page.getByText("Saved.", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(world.merchant.get("/api/v1/merchant").path("timeZone").asText())
                .isEqualTo("Asia/Tokyo");
    }

    @Test
    void warehouses_are_shown_by_store() {
        signIn("#/warehouses");
        assertThat(page.getByText("Berlin", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.getByText("2 warehouses count, of 2.")).isVisible();
    }

    @Test
    void what_lies_where_of_a_product_is_looked_up_and_is_there_after_a_reload() {
        signIn("#/warehouses");
        page.getByLabel("What lies where of a product").fill("nobody has this");
        assertThat(page.getByText("No product of this store has that")).isVisible();
        page.getByLabel("What lies where of a product").fill("1 candle");
        link("CANDLE-1").click();
        var berlin = page.locator(".stock tbody tr").filter(new Locator.FilterOptions().setHasText("Berlin"));
        assertThat(berlin.locator("td").first()).hasText("7");
        assertAccessible();
        page.reload();
        assertThat(berlin.locator("td").first()).hasText("7");
        link("CANDLE-1").click();
        assertThat(page.locator(".stock")).hasCount(0);
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT", "1280, LIGHT", "1280, DARK"})
    void everybody_can_use_it_at_any_width(int width, ColorScheme scheme) {
        visit(width, scheme);
        page.navigate(world.address() + "/");
        assertThat(page.getByLabel("Stay signed in on this computer")).isVisible();
        fits(width, "sign-in-" + scheme);
        signIn("#/settings");
        assertThat(page.getByLabel("Time zone")).isVisible();
        fits(width, "settings-" + scheme);
        page.navigate(world.address() + "/#/warehouses");
        assertThat(page.getByText("Counts", new Page.GetByTextOptions().setExact(true))
                        .first())
                .isVisible();
        fits(width, "warehouses-" + scheme);
    }

    private void fits(int width, String picture) {
        assertAccessible();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/pages", "settings-%s-%d.png".formatted(picture, width))));
    }
}
