package io.stockrule.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Selling Lists on the page: made, filled, linked, put under another profile, stopped and resumed.
class SellingListsPageIT extends PageScene {
    private long list;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        world = new World();
        list = world.listUnder("careful", "quantity not more than 10");
        world.profile("nothing", "quantity custom 0");
        world.sell(list, "CANDLE-1", Map.of("Berlin", 7));
        world.awaitShown("CANDLE-1", 7);
    }

    private void open(String part) {
        page.locator("summary", new Page.LocatorOptions().setHasText(part)).click();
    }

    private void openList() {
        signIn("#/lists/" + list);
        assertThat(page.getByText("profile “careful”")).isVisible();
    }

    private static FilePayload file(String name, String text) {
        return new FilePayload(name, "text/csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private void make(String name) {
        signIn("#/lists");
        link("New list").click();
        page.getByLabel("Name").fill(name);
        page.getByLabel("Marketplace").selectOption("DE");
        page.getByLabel("Global Profile").selectOption("careful");
        button("Make the list").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name)))
                .isVisible();
    }

    @Test
    void a_list_is_made_filled_by_a_search_and_linked_by_a_table_that_is_tried_first() {
        make("By hand");
        page.getByLabel("Words or SKU").fill("candle");
        button("Find").click();
        button("Add all that match").click();
        assertThat(page.getByText("1 product added")).isVisible();
        assertThat(page.getByText("1 Not Linked")).isVisible();
        open("Link by a file");
        page.getByLabel("A table with the columns")
                .setInputFiles(file("map.csv", "store SKU,Amazon SKU\nCANDLE-1,CANDLE-1\nCANDEL-1,X-1\n"));
        assertThat(page.getByText("Nothing is linked yet. It would be: 0 added and linked, 1 linked"))
                .isVisible();
        assertThat(page.locator("tr.refused")).containsText("CANDEL-1");
        button("Leave it as it is").click();
        assertThat(page.getByText("1 Not Linked")).isVisible();
    }

    @Test
    void a_new_list_is_offered_the_marketplaces_where_the_account_sells() {
        world.sellsIn("A1PA6795UKMFR9");
        world.merchant.post("/api/v1/amazon-accounts/%d/actions/check".formatted(world.account), Map.of());
        signIn("#/lists");
        link("New list").click();
        assertThat(page.getByLabel("Marketplace").locator("option")).hasText("DE");
        assertThat(page.getByText("Those where Amazon says that this account sells"))
                .isVisible();
        link("Check the connection").click();
        assertThat(page.getByText(Pattern.compile("^DE, as of "))).isVisible();
    }

    @Test
    void a_report_of_amazon_says_what_may_belong_together() {
        make("Proposed");
        open("Link by a file");
        page.getByLabel("Or Amazon’s listings report")
                .setInputFiles(file(
                        "report.csv",
                        "seller-sku,fulfillment-channel\nCANDLE-1,DEFAULT\ncandle1,DEFAULT\nFBA-1,AMAZON_EU\n"));
        assertThat(page.locator("tr.exact")).containsText("The same SKU: CANDLE-1");
        assertThat(page.locator("tr.near")).containsText("Nearly the same: CANDLE-1");
        assertThat(page.locator("tr.fba")).containsText("no number is ever sent");
        button("Try to link the 1 equal SKU").click();
        assertThat(page.getByText("Nothing is linked yet. It would be: 1 added and linked"))
                .isVisible();
    }

    @Test
    void what_amazon_lists_under_the_same_sku_is_linked_by_a_click_and_the_rest_one_by_one() {
        for (var sku : List.of("LAMP-1", "VASE-1", "OAK-1")) {
            world.have(sku, Map.of("Berlin", 6));
        }
        world.offer("LAMP-1", "DEFAULT", 9);
        world.offer("VASE-1-2PK", "DEFAULT", 9);
        make("By Amazon");
        for (var sku : List.of("LAMP-1", "VASE-1", "OAK-1")) {
            page.getByLabel("Words or SKU").fill(sku);
            button("Find").click();
            button("Add " + sku).click();
            assertThat(page.getByText(sku + " is in the list now.")).isVisible();
        }
        open("Link by what Amazon lists");
        button("Ask Amazon what it lists").click();
        button("Link 1 product whose SKU is the same on Amazon").click(new Locator.ClickOptions().setTimeout(PATIENCE));
        assertThat(page.getByText("1 product is linked.")).isVisible();
        var rest = page.getByLabel("What is not linked").locator("tbody tr");
        assertThat(rest).hasCount(2);
        assertThat(rest.filter(new Locator.FilterOptions().setHasText("OAK-1")))
                .containsText("Nothing on Amazon has a SKU like it.");
        button("Link VASE-1 to VASE-1-2PK, a pack of 2").click();
        assertThat(rest).hasCount(1);
        world.awaitShown("VASE-1-2PK", 3);
        world.awaitShown("LAMP-1", 6);
    }

    @Test
    void a_listing_is_stopped_on_amazon_and_resumed() {
        openList();
        open("More actions");
        button("Stop").first().click();
        assertThat(page.getByText("Resume takes it back.").first()).isVisible();
        button("Stop now").click();
        assertThat(page.getByText("Stop: 1 listing done.")).isVisible();
        world.awaitShown("CANDLE-1", 0);
        button("What became of each").click();
        assertThat(page.getByText("Goes to 0 on Amazon and stays in its list as Stopped"))
                .isVisible();
        world.stock("CANDLE-1", "Berlin", 9);
        assertThat(world.shown("CANDLE-1")).isZero();
        button("Resume").click();
        button("Resume now").click();
        assertThat(page.getByText("Resume: 1 listing done.")).isVisible();
        world.awaitShown("CANDLE-1", 9);
        world.stock("CANDLE-1", "Berlin", 7);
        world.awaitShown("CANDLE-1", 7);
    }

    @Test
    void another_profile_is_looked_at_first_and_many_zeros_are_asked_about() {
        openList();
        open("Change profile");
        page.getByLabel("Global Profile").selectOption("nothing");
        assertThat(page.getByText("1 linked listing in 1 Selling List looked at."))
                .isVisible();
        button("Put it under “nothing”").click();
        assertThat(page.getByText("1 of 1 listing would show 0 on Amazon. Is that what you want?"))
                .isVisible();
        assertThat(world.shown("CANDLE-1")).isEqualTo(7);
    }

    @Test
    void a_list_is_deleted_only_by_a_second_click() {
        make("Short-lived");
        open("Delete");
        button("Delete the list").click();
        button("Yes, delete “Short-lived”").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Selling Lists")))
                .isVisible();
        assertThat(link("Short-lived")).hasCount(0);
    }

    @Test
    void everything_is_reached_with_the_keyboard() {
        openList();
        var summary = page.locator("summary", new Page.LocatorOptions().setHasText("More actions"));
        summary.focus();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(button("Update Quantity now")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.getByText("Update Quantity: 1 listing done.")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT", "360, DARK", "1280, LIGHT", "1280, DARK"})
    void everybody_can_use_it_at_any_width(int width, ColorScheme scheme) {
        visit(width, scheme);
        signIn("#/lists");
        assertThat(page.getByText("1 Live").first()).isVisible();
        assertAccessible();
        link("New list").click();
        assertThat(page.getByLabel("Marketplace")).isVisible();
        assertAccessible();
        page.navigate(world.address() + "/#/lists/" + list);
        assertThat(page.getByText("profile “careful”")).isVisible();
        for (var part : new String[] {
            "Add products", "Link by what Amazon lists", "Link by a file", "Change profile", "More actions", "Delete"
        }) {
            open(part);
        }
        page.getByLabel("Global Profile").selectOption("nothing");
        assertThat(page.getByText("The largest changes")).isVisible();
        assertAccessible();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
    }
}
