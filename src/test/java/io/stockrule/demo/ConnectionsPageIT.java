package io.stockrule.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A merchant who has nothing yet connects a store and an Amazon account on the page, and mends what goes wrong.
class ConnectionsPageIT extends PageScene {
    private int merchants;

    /// In stock, another each time.
    private int number;

    @SuppressWarnings("NullAway.Init") // by arrive, as the next three
    private Http newcomer;

    @SuppressWarnings("NullAway.Init")
    private String key;

    @SuppressWarnings("NullAway.Init")
    private String domain;

    @SuppressWarnings("NullAway.Init")
    private String seller;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        world = new World();
    }

    @BeforeEach
    void arrive() {
        int count = ++merchants;
        domain = "first-hour-%d.myshopify.com".formatted(count);
        seller = "SELLERFIRST" + count;
        var created = world.service
                .withKey(Programs.OPERATOR)
                .post("/api/v1/merchants", Map.of("name", "Newcomer " + count, "timeZone", "Europe/Berlin"));
        key = created.path("apiKey").path("key").asText();
        newcomer = world.service.withKey(key);
        world.simulators.put(
                "/control/shopify/shops/" + domain, Map.of("pointsPerSecond", 5_000, "pointsAtMost", 50_000));
        world.simulators.put(
                "/control/shopify/shops/" + domain + "/variants",
                List.of(Map.of("sku", "MUG", "levels", List.of(Map.of("location", "Berlin", "available", 4)))));
        world.simulators.put("/control/amazon/accounts/" + seller, Map.of("region", "EU"));
    }

    private void enter(String place) {
        page.navigate(world.address() + "/#key=" + key);
        assertThat(button("Sign out")).isVisible();
        page.navigate(world.address() + "/" + place);
    }

    private void fill(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
    }

    private Locator findings() {
        return page.locator(".findings").first();
    }

    private void enterStore(String secret) {
        fill("Name of the store", domain);
        fill("Client ID", "client-" + domain);
        fill("Client secret", secret);
        button("Test the connection").click();
    }

    private JsonNode addStore() {
        return newcomer.post(
                "/api/v1/shops",
                Map.of("domain", domain, "clientId", "client-" + domain, "clientSecret", "secret-" + domain));
    }

    private void addAccount() {
        var simulated = world.simulators.put("/control/amazon/accounts/" + seller, Map.of("region", "EU"));
        new AmazonConnection("Amazon EU", "EU", seller).make(newcomer, simulated);
    }

    @Test
    void a_store_is_connected_from_nothing_and_read_and_its_first_webhook_is_seen() {
        enter("#/connections");
        assertThat(page.getByText("There is no store yet.")).isVisible();
        link("Add a Shopify store").click();
        enterStore("secret-" + domain);
        assertThat(findings()).containsText("Shopify opens the store");
        assertThat(findings()).containsText("The app has read_inventory.");
        button("Save the store").click();
        assertThat(page.getByText("Read.", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.locator(".found")).containsText("1 variant of 1 variant that Shopify counts");
        assertThat(page.getByText("Waiting for the first webhook.")).isVisible();
        var address =
                page.getByLabel("Address for its webhooks, shown only now").inputValue();
        assertThat(address).startsWith(world.address() + "/webhooks/shopify/");
        told(address);
        assertThat(page.getByText("A webhook has come")).isVisible();
        assertThat(findings()).containsText("Connected. The last webhook came");
        assertThat(page.locator("body")).not().containsText("secret-" + domain);
    }

    /// Shopify is told where to send its webhooks, and a number changes there.
    private void told(String address) {
        world.simulators.put("/control/shopify/shops/" + domain, Map.of("webhookAddress", address));
        world.simulators.post(
                "/control/shopify/shops/" + domain + "/levels",
                List.of(Map.of("sku", "MUG", "warehouse", "Berlin", "available", ++number)));
    }

    @Test
    void what_is_written_is_checked_at_once_and_a_wrong_secret_is_told_and_cannot_be_saved() {
        enter("#/connections/new-store");
        fill("Name of the store", "https://admin.shopify.com/store/candles/products");
        assertThat(page.getByText("It is written as candles.myshopify.com.")).isVisible();
        button("Test the connection").click();
        assertThat(page.getByLabel("Name of the store")).isFocused();
        enterStore("mistyped");
        assertThat(findings()).containsText("Shopify does not know an app with this client ID and client secret.");
        assertThat(page.locator("#field-clientSecret-problem")).hasText("See what the test says.");
        assertThat(button("Save the store")).isDisabled();
        fill("Client secret", "secret-" + domain);
        assertThat(page.locator(".findings")).hasCount(0);
        button("Test the connection").click();
        assertThat(findings()).containsText("Shopify opens the store");
        assertThat(newcomer.get("/api/v1/shops").path("items")).isEmpty();
    }

    @Test
    void a_missing_scope_is_named() {
        world.simulators.put(
                "/control/shopify/shops/" + domain, Map.of("scopes", List.of("read_products", "read_locations")));
        enter("#/connections/new-store");
        enterStore("secret-" + domain);
        assertThat(findings()).containsText("The app lacks read_inventory.");
        assertThat(button("Save the store all the same")).isEnabled();
    }

    @Test
    void an_amazon_account_is_connected_and_a_wrong_token_and_a_missing_role_are_told() {
        world.simulators.put(
                "/control/amazon/accounts/" + seller, Map.of("deniedOperations", List.of("searchListingsItems")));
        enter("#/connections");
        link("Add an Amazon account").click();
        fill("Name", "Amazon Europe");
        fill("Seller ID", seller);
        fill("Client ID of the application", "client-" + seller);
        fill("Client secret", "secret-" + seller);
        fill("Refresh token", "mistyped");
        button("Test the connection").click();
        assertThat(findings()).containsText("does not accept the refresh token");
        assertThat(button("Save the account")).isDisabled();
        fill("Refresh token", "refresh-" + seller);
        button("Test the connection").click();
        assertThat(findings()).containsText("the role Product Listing is missing");
        assertThat(button("Save the account")).isDisabled();
        world.simulators.put("/control/amazon/accounts/" + seller, Map.of("deniedOperations", List.of()));
        button("Test the connection").click();
        assertThat(findings()).containsText("The application may read the seller's listings");
        button("Save the account").click();
        assertThat(findings()).containsText("It is switched off: no number is sent.");
        button("Switch it on").first().click();
        assertThat(findings()).containsText("Connected, and numbers are sent.");
        button("Check the connection").click();
        assertThat(page.getByText("Amazon grants an access token for what was entered"))
                .isVisible();
        link("All connections").click();
        assertThat(link("Amazon Europe (EU)")).isVisible();
    }

    @Test
    void a_lost_address_is_replaced_and_nothing_is_lost_in_between() {
        var store = addStore();
        enter("#/connections/store/" + store.path("id").asLong());
        told(world.address() + store.path("webhookPath").asText());
        assertThat(page.getByText("A webhook has come")).isVisible();
        button("The address is lost or known to others").click();
        assertThat(page.getByText("both are good until then")).isVisible();
        button("Make another address").click();
        var address =
                page.getByLabel("Address for its webhooks, shown only now").inputValue();
        assertThat(page.getByText("The address before is good until")).isVisible();
        assertThat(page.getByText("Waiting for the first webhook.")).isVisible();
        told(address);
        assertThat(page.getByText("A webhook has come")).isVisible();
        page.reload();
        assertThat(page.getByText("If it is lost, have another one made.")).isVisible();
    }

    @Test
    void a_store_that_shopify_refuses_says_so_and_is_mended_by_secrets_entered_anew() {
        var store = newcomer.post(
                "/api/v1/shops", Map.of("domain", domain, "clientId", "client-" + domain, "clientSecret", "old"));
        enter("#/connections/store/" + store.path("id").asLong());
        button("Read the store").first().click();
        assertThat(findings()).containsText("Shopify refuses", patientlyContaining());
        page.getByLabel("Client secret").fill("secret-" + domain);
        button("Save the secrets").click();
        assertThat(page.getByText("Saved. It is asked with them from now on.")).isVisible();
        assertThat(page.getByLabel("Client secret")).hasValue("");
        assertThat(page.getByText("Read.", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    private static ContainsTextOptions patientlyContaining() {
        return new ContainsTextOptions().setTimeout(PATIENCE);
    }

    @Test
    void who_deletes_a_store_is_told_what_goes_and_what_stays() {
        var store = addStore();
        enter("#/connections/store/" + store.path("id").asLong());
        button("Delete " + domain + " …").click();
        assertThat(page.getByText("Amazon goes on showing the numbers")).isVisible();
        assertThat(page.getByText("It cannot be undone.")).isVisible();
        button("Keep it").click();
        button("Delete " + domain + " …").click();
        button("Delete " + domain + " with 0 listings").click();
        assertThat(page.getByText("There is no store yet.")).isVisible();
    }

    @Test
    void another_merchants_store_is_not_shown() {
        var strangers = world.merchant.get("/api/v1/shops").path("items").path(0);
        enter("#/connections/store/" + strangers.path("id").asLong());
        assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("shop not found");
        assertThat(page.locator("body"))
                .not()
                .containsText(strangers.path("domain").asText());
    }

    @Test
    void a_store_is_connected_with_the_keyboard_alone() {
        enter("#/connections/new-store");
        page.getByLabel("Name of the store").focus();
        page.keyboard().type(domain);
        page.keyboard().press("Tab");
        page.keyboard().type("client-" + domain);
        page.keyboard().press("Tab");
        page.keyboard().type("secret-" + domain);
        page.keyboard().press("Enter");
        assertThat(findings()).containsText("Shopify opens the store");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        assertThat(button("Save the store")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("Address for its webhooks, shown only now")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT", "360, DARK", "1280, LIGHT", "1280, DARK"})
    void everybody_can_use_it_at_any_width(int width, ColorScheme scheme) {
        var store = addStore();
        addAccount();
        visit(width, scheme);
        enter("#/connections");
        assertThat(link(domain)).isVisible();
        fits(width, "list-" + scheme);
        page.navigate(
                world.address() + "/#/connections/store/" + store.path("id").asLong());
        button("The address is lost or known to others").click();
        button("Delete " + domain + " …").click();
        assertThat(page.getByText("It cannot be undone.")).isVisible();
        fits(width, "store-" + scheme);
        page.navigate(world.address() + "/#/connections/new-store");
        button("Test the connection").click();
        assertThat(page.locator("#field-domain-problem")).hasText("It is needed.");
        fits(width, "new-store-" + scheme);
        page.navigate(world.address() + "/#/connections/new-account");
        assertThat(page.getByLabel("Refresh token")).isVisible();
        fits(width, "new-account-" + scheme);
        link("All connections").click();
        link("Amazon EU (EU)").click();
        button("Check the connection").click();
        assertThat(page.getByText("Amazon grants an access token for what was entered"))
                .isVisible();
        fits(width, "account-" + scheme);
    }

    private void fits(int width, String picture) {
        assertAccessible();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/pages", "connections-%s-%d.png".formatted(picture, width))));
    }
}
