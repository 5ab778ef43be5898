package io.stockrule.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The listings on the page of the packaged service.
class PageIT extends PageScene {
    private static final String HOSTILE = "<img src=x onerror=\"document.title='taken over'\">";

    @BeforeAll
    void start() throws IOException, InterruptedException {
        world = new World();
        var careful = world.listUnder("careful", "keep 2 in reserve\nquantity not more than 10");
        world.sell(careful, "CANDLE-1", Map.of("Berlin", 7, "Lyon", 5));
        world.sell(careful, "MUG-1", Map.of("Berlin", 4));
        world.sell(careful, "FBA-1", Map.of("Berlin", 4), "AMAZON_EU");
        world.sell(careful, "EVIL-1", Map.of("Berlin", 3));
        world.title("EVIL-1", HOSTILE);
        world.awaitShown("CANDLE-1", 10);
        world.awaitStatus("CANDLE-1", "Linked");
        world.awaitStatus("MUG-1", "Linked");
        world.awaitStatus("EVIL-1", "Linked");
        world.awaitStatus("FBA-1", "Linking Error");
    }

    private void signIn() {
        signIn("");
        assertThat(listing("CANDLE-1")).isVisible();
    }

    private Locator listing(String sku) {
        return page.locator("li.listing").filter(new Locator.FilterOptions().setHasText(sku));
    }

    private Locator amount(String sku, String name) {
        return listing(sku).locator("[data-amount=" + name + "] dd");
    }

    @Test
    void a_merchant_signs_in_with_its_key_and_sees_its_listings() {
        page.navigate(world.address());
        page.getByLabel("API key of the merchant").fill(world.key);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();

        assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Seed");
        assertThat(page.locator("li.listing")).hasCount(4);
        assertThat(listing("FBA-1")).containsText("FBA, not ours");
        assertThat(listing("FBA-1")).containsText("Fulfilled by Amazon (FBA)");
        assertThat(listing("MUG-1")).containsText("Berlin 4 available · 2 kept in reserve: 2");
        assertThat(amount("MUG-1", "available")).hasText("4");
        assertThat(amount("MUG-1", "decided")).hasText("2");
        assertThat(amount("MUG-1", "shown")).hasText("2");
    }

    @Test
    void a_key_in_the_fragment_signs_in_and_is_never_sent_in_an_address() {
        signIn();
        assertThat(page.url()).isEqualTo(world.address() + "/");
        assertThat(asked).isNotEmpty().noneMatch(url -> url.contains(world.key));
        page.reload();
        assertThat(listing("CANDLE-1")).isVisible();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        assertThat(page.getByLabel("API key of the merchant")).isVisible();
        page.reload();
        assertThat(page.getByLabel("API key of the merchant")).isVisible();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sr_mistyped                        | opens nothing here
            sr_operator-of-the-seed-examples   | operator’s key
            """)
    void a_wrong_key_is_told_apart(String key, String told) {
        page.navigate(world.address());
        page.getByLabel("API key of the merchant").fill(key);
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText(told);
        assertThat(page.locator("li.listing")).hasCount(0);
    }

    @Test
    void a_stock_change_in_shopify_shows_as_effective_without_a_reload() {
        signIn();
        assertThat(page.locator(".connection")).hasText("Live");
        page.evaluate("window.notReloaded = true");
        world.stock("CANDLE-1", "Berlin", 1);

        assertThat(amount("CANDLE-1", "shown")).hasText("4", patiently());
        assertThat(amount("CANDLE-1", "available")).hasText("6");
        assertThat(amount("CANDLE-1", "decided")).hasText("4");
        assertThat(listing("CANDLE-1").locator(".chip")).hasText("Live", patiently());
        assertThat(page.evaluate("window.notReloaded")).isEqualTo(true);
        world.stock("CANDLE-1", "Berlin", 7);
        assertThat(amount("CANDLE-1", "shown")).hasText("10", patiently());
    }

    @Test
    void a_changed_number_is_marked_for_a_moment() {
        signIn();
        assertThat(page.locator(".connection")).hasText("Live");
        assertThat(page.locator(".changed")).hasCount(0);
        world.stock("MUG-1", "Berlin", 6);
        var marked = listing("MUG-1").locator("[data-amount=available].changed");
        assertThat(marked).isVisible();
        assertThat(marked).hasCount(0);
        world.stock("MUG-1", "Berlin", 4);
        assertThat(amount("MUG-1", "shown")).hasText("2", patiently());
    }

    @Test
    void a_lost_connection_is_told_and_caught_up_with() {
        signIn();
        assertThat(page.locator(".connection")).hasText("Live");
        visitor.setOffline(true);
        page.evaluate("document.querySelector('stockrule-listings').watchShown()");
        assertThat(page.locator(".connection")).hasText("Reconnecting …");
        world.stock("MUG-1", "Berlin", 5);
        visitor.setOffline(false);
        assertThat(page.locator(".connection")).hasText("Live", patiently());
        assertThat(amount("MUG-1", "available")).hasText("5", patiently());
        world.stock("MUG-1", "Berlin", 4);
        assertThat(amount("MUG-1", "shown")).hasText("2", patiently());
    }

    @Test
    void a_silent_service_is_told_in_every_room_and_what_it_kept_from_us_is_read_by_itself() {
        signIn();
        visitor.setOffline(true);
        link("Warehouses").click();
        assertThat(page.locator(".silent")).containsText("Nothing has come from the service since");
        assertThat(page.locator(".problem")).containsText("The service does not answer.");
        link("Settings").click();
        assertThat(page.locator(".silent")).isVisible();
        link("Warehouses").click();
        visitor.setOffline(false);
        assertThat(page.getByText("Berlin", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.locator(".silent")).hasCount(0);
        assertThat(page.locator(".problem")).hasCount(0);
    }

    @Test
    void a_search_that_found_no_answer_is_made_once_more() {
        signIn();
        assertThat(page.locator(".connection")).hasText("Live");
        visitor.setOffline(true);
        page.getByLabel("Search").fill("mug");
        assertThat(page.locator(".silent")).isVisible();
        visitor.setOffline(false);
        assertThat(page.locator("li.listing")).hasCount(1);
        assertThat(page.locator(".problem")).hasCount(0);
    }

    /// They are counted, and then read standing by standing, the worst first.
    @Test
    void listings_whose_standing_changes_while_they_are_read_are_neither_lost_nor_shown_twice() {
        var counted = "**/api/v1/listings/standings";
        page.route(
                counted,
                none -> none.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{}")),
                new Page.RouteOptions().setTimes(1));
        signIn();
        assertThat(page.locator("li.listing")).hasCount(4);
        page.route(
                Pattern.compile("/api/v1/listings[?]"),
                all -> all.resume(
                        new Route.ResumeOptions().setUrl(all.request().url().replaceAll("&standing=[^&]*", ""))));
        page.reload();
        assertThat(page.locator("li.listing")).hasCount(4);
        assertThat(page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("4 listings")))
                .isVisible();
    }

    @Test
    void search_and_filters_narrow_the_list() {
        signIn();
        page.getByLabel("Search").fill("mug");
        assertThat(page.locator("li.listing")).hasCount(1);
        page.getByLabel("Search").fill("zebra");
        assertThat(page.locator(".empty")).containsText("Nothing matches.");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show all listings"))
                .click();
        assertThat(page.locator("li.listing")).hasCount(4);
        page.getByLabel("FBA, not ours").check();
        assertThat(page.locator("li.listing")).hasCount(1);
        assertThat(listing("FBA-1")).isVisible();
    }

    @Test
    void those_that_are_chosen_or_match_are_stopped_and_resumed_together() {
        signIn();
        page.locator("summary", new Page.LocatorOptions().setHasText("More actions for all 4 listings"))
                .click();
        assertThat(page.getByText("For all 4 listings.")).isVisible();
        page.getByLabel("Choose CANDLE-1").check();
        page.getByLabel("Choose MUG-1").check();
        assertThat(page.getByText("For the 2 chosen listings.")).isVisible();
        button("Update Quantity").click();
        assertThat(button("Update Quantity now")).isVisible();
        button("Choose none of them").click();
        assertThat(button("Update Quantity now")).hasCount(0);
        page.getByLabel("Search").fill("mug");
        assertThat(page.getByText("For all listings that match.")).isVisible();
        assertThat(page.locator("li.listing")).hasCount(1);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Stop").setExact(true))
                .click();
        button("Stop now").click();
        assertThat(page.getByText("Stop: 1 listing done.")).isVisible();
        assertThat(amount("MUG-1", "shown")).hasText("0", patiently());
        assertThat(listing("MUG-1").locator(".chip")).hasText("Stopped", patiently());
        button("Resume").click();
        button("Resume now").click();
        assertThat(amount("MUG-1", "shown")).hasText("2", patiently());
        assertThat(world.shown("CANDLE-1")).isEqualTo(10);
    }

    /// A reload, a step back and a link that is passed on lead to the same place.
    @Test
    void the_address_holds_what_is_looked_for_and_what_is_open() {
        signIn();
        page.getByLabel("Search").fill("mug");
        assertThat(page.locator("li.listing")).hasCount(1);
        listing("MUG-1").getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Warehouses");
        page.reload();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Warehouses");
        assertThat(page.locator("li.listing")).hasCount(1);
        page.goBack();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(page.getByLabel("Search")).hasValue("mug");
        page.navigate(world.address() + "/#/listings?standing=FBA%2C+not+ours");
        assertThat(listing("FBA-1")).isVisible();
        assertThat(page.locator("li.listing")).hasCount(1);
        page.navigate(world.address() + "/#/no-such-room/%E0%A4%A");
        assertThat(page.locator("li.listing")).hasCount(4);
    }

    @Test
    void a_number_is_set_for_one_listing_and_taken_back() {
        signIn();
        listing("MUG-1").getByRole(AriaRole.BUTTON).first().click();
        var explanation = page.getByRole(AriaRole.DIALOG);
        assertThat(explanation).containsText("Nothing: its profile decides.");
        explanation.getByText("Set a number over its profile").click();
        explanation.getByLabel("As the listing is sold").fill("1");
        explanation.getByLabel("Why").fill("photo shoot");
        explanation
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Set it"))
                .click();
        assertThat(explanation).containsText("1 listed, unless the profile stops or holds, “photo shoot”");
        assertThat(explanation).containsText("pinned to 1, \"photo shoot\"");
        assertThat(amount("MUG-1", "decided")).hasText("1");
        explanation
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Take back"))
                .click();
        assertThat(explanation).containsText("Nothing: its profile decides.");
        assertThat(amount("MUG-1", "decided")).hasText("2");
    }

    @Test
    void an_explanation_opens_by_keyboard_and_updates_the_quantity() {
        signIn();
        listing("CANDLE-1").getByRole(AriaRole.BUTTON).focus();
        page.keyboard().press("Enter");
        var explanation = page.getByRole(AriaRole.DIALOG);
        assertThat(explanation).containsText("2 kept in reserve: 10");
        assertThat(explanation).containsText("“careful”, version 1");
        assertThat(explanation).containsText("Lyon");
        assertThat(explanation).containsText("Seen on Amazon");
        int before = world.sent("CANDLE-1").size();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Update quantity"))
                .click();
        assertThat(explanation).containsText("decided anew and sent");
        assertThat(explanation)
                .containsText((before + 1) + " numbers sent", new ContainsTextOptions().setTimeout(PATIENCE));
        page.keyboard().press("Escape");
        assertThat(explanation).hasCount(0);
    }

    /// Whoever takes an element off the page calls its `remove`: an element whose own method has that name would do
    /// something else then.
    @Test
    void no_element_has_a_method_of_a_name_that_all_elements_know() {
        page.addInitScript("""
                const define = customElements.define;
                window.defined = [];
                customElements.define = function (name, element) {
                    window.defined.push([name, element]);
                    define.call(this, name, element);
                };
                """);
        signIn();
        assertThat(page.evaluate("window.defined.length")).isNotEqualTo(0);
        assertThat(page.evaluate("""
                () => window.defined.flatMap(([name, element]) => Object.getOwnPropertyNames(element.prototype)
                    .filter((own) => own !== 'constructor' && own in HTMLElement.prototype)
                    .map((own) => `${name}.${own}`))
                """)).isEqualTo(List.of());
    }

    @Test
    void a_title_is_text_whatever_it_looks_like() {
        signIn();
        assertThat(listing("EVIL-1").getByRole(AriaRole.BUTTON)).hasText(HOSTILE);
        listing("EVIL-1").getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText(HOSTILE);
        assertThat(page.locator("img")).hasCount(0);
        assertThat(page.title()).isEqualTo("Stockrule");
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 768, 1024, 1152, 1920})
    void nothing_sticks_out_at_any_width(int width) {
        visit(width, ColorScheme.LIGHT);
        signIn();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        listing("EVIL-1").getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Warehouses");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
        assertThat(page.evaluate("document.querySelector('.sheet').scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT", "1280, LIGHT", "1280, DARK"})
    void everybody_can_use_it_as_far_as_axe_can_tell(int width, ColorScheme scheme) {
        visit(width, scheme);
        page.navigate(world.address());
        assertThat(page.getByLabel("API key of the merchant")).isVisible();
        assertAccessible();
        signIn();
        assertAccessible();
        listing("CANDLE-1").getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Warehouses");
        assertAccessible();
    }

    @Test
    void nothing_is_asked_of_anybody_else() {
        signIn();
        assertThat(asked).allMatch(url -> url.startsWith(world.address() + "/"));
    }
}
