package io.stockrule.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A merchant who has a key and nothing else comes to a number that buyers see, by what the page itself says comes
/// next.
class FirstHourIT extends PageScene {
    private static final String DOMAIN = "first-hour.myshopify.com";
    private static final String SELLER = "SELLERFIRSTHOUR";

    @SuppressWarnings("NullAway.Init") // by start
    private String key;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        world = new World();
        key = world.service
                .withKey(Programs.OPERATOR)
                .post("/api/v1/merchants", Map.of("name", "Newcomer", "timeZone", "Europe/Berlin"))
                .at("/apiKey/key")
                .asText();
        world.simulators.put(
                "/control/shopify/shops/" + DOMAIN, Map.of("pointsPerSecond", 5_000, "pointsAtMost", 50_000));
        world.simulators.put(
                "/control/shopify/shops/" + DOMAIN + "/variants",
                List.of(Map.of(
                        "sku",
                        "MUG",
                        "levels",
                        List.of(
                                Map.of("location", "Berlin", "available", 7),
                                Map.of("location", "Lyon", "available", 5)))));
        world.simulators.put(
                "/control/amazon/accounts/" + SELLER, Map.of("region", "EU", "requestsPerSecond", 50, "burst", 50));
        world.simulators.put(
                "/control/amazon/accounts/" + SELLER + "/listings",
                List.of(Map.of(
                        "sku",
                        "MUG",
                        "channels",
                        List.of(Map.of(
                                "fulfillment_channel_code", "DEFAULT",
                                "quantity", 99,
                                "lead_time_to_ship_max_days", 4)))));
    }

    @Test
    void from_nothing_to_a_number_that_buyers_see() {
        page.navigate(world.address());
        page.getByLabel("API key of the merchant").fill(key);
        button("Sign in").click();
        connectStore();
        connectAccount();
        writeProfile();
        makeList();
        link("Listings").click();
        assertThat(page.locator("li.listing [data-amount=shown] dd")).hasText("10", patiently());
        assertThat(page.locator("li.listing .chip")).hasText("Live", patiently());
        picture("listings");
        var offer = world.simulators.get("/control/amazon/accounts/" + SELLER + "/listings/MUG");
        assertThat(offer.at("/live/0/quantity").asInt()).isEqualTo(10);
        page.locator("li.listing").getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("2 kept in reserve: 10");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("“Mugs”, version 1");
        picture("explanation");
        link("Line 2: keep 2 in reserve").click();
        assertThat(page.locator(".cm-decides")).hasText("keep 2 in reserve");
    }

    private void next(String step) {
        link("Listings").click();
        link(step).click();
    }

    private void connectStore() {
        next("Add a Shopify store");
        fill("Name of the store", DOMAIN);
        fill("Client ID", "client-" + DOMAIN);
        fill("Client secret", "secret-" + DOMAIN);
        button("Test the connection").click();
        assertThat(page.locator(".findings").first()).containsText("Shopify opens the store");
        button("Save the store").click();
        assertThat(page.locator(".found")).containsText("1 variant of 1 variant that Shopify counts");
        var address =
                page.getByLabel("Address for its webhooks, shown only now").inputValue();
        world.simulators.put("/control/shopify/shops/" + DOMAIN, Map.of("webhookAddress", address));
        world.simulators.post(
                "/control/shopify/shops/" + DOMAIN + "/levels",
                List.of(Map.of("sku", "MUG", "warehouse", "Berlin", "available", 7)));
        assertThat(page.getByText("A webhook has come")).isVisible();
        picture("store");
    }

    private void connectAccount() {
        next("Add an Amazon account");
        fill("Name", "Amazon Europe");
        fill("Seller ID", SELLER);
        fill("Client ID of the application", "client-" + SELLER);
        fill("Client secret", "secret-" + SELLER);
        fill("Refresh token", "refresh-" + SELLER);
        button("Test the connection").click();
        assertThat(page.locator(".findings").first()).containsText("may read the seller's listings");
        picture("account");
        button("Save the account").click();
        button("Switch it on").first().click();
        assertThat(page.locator(".findings").first()).containsText("Connected, and numbers are sent.");
    }

    /// With what a newcomer writes first, and the page knows how to say.
    private void writeProfile() {
        next("Choose a profile");
        page.navigate(world.address() + "/#/profiles?new");
        write("profile \"Mugs\"\nquantity = stock - 2\n");
        assertThat(button("Put it right").first()).isVisible();
        picture("mistake");
        button("Put it right").first().click();
        assertThat(text()).containsText("keep 2 in reserve");
        assertThat(page.getByText("Nothing is wrong with it.")).isVisible();
        assertThat(page.locator(".curve path.now")).hasCount(1);
        picture("profile");
        button("Save").click();
        assertThat(page.getByText("Version 1 is in force.")).isVisible();
    }

    private void makeList() {
        next("Make a Selling List");
        fill("Name", "Mugs in Germany");
        page.getByLabel("Marketplace").selectOption("DE");
        page.getByLabel("Global Profile").selectOption("Mugs");
        button("Make the list").click();
        page.getByLabel("Words or SKU").fill("mug");
        button("Find").click();
        button("Add all that match").click();
        assertThat(page.getByText("1 product added")).isVisible();
        open("Link by a file");
        page.getByLabel("A table with the columns")
                .setInputFiles(new FilePayload(
                        "map.csv", "text/csv", "store SKU,Amazon SKU\nMUG,MUG\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(page.getByText("Nothing is linked yet. It would be: 0 added and linked, 1 linked"))
                .isVisible();
        picture("linking");
        button("Link 1 line").click();
    }

    private void open(String part) {
        page.locator("summary", new Page.LocatorOptions().setHasText(part)).click();
    }

    private Locator labelled(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private void fill(String label, String text) {
        labelled(label).fill(text);
    }
}
