package io.stockrule.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Global Profiles on the page: written, checked, drawn, saved and taken back.
class ProfilesPageIT extends PageScene {
    @BeforeAll
    void start() throws IOException, InterruptedException {
        world = new World();
        var careful = world.listUnder("careful", "keep 2 in reserve\nquantity not more than 10");
        world.sell(careful, "CANDLE-1", Map.of("Berlin", 7, "Lyon", 5));
        world.awaitShown("CANDLE-1", 10);
    }

    private Locator told() {
        return page.locator(".diagnostics");
    }

    @Test
    void a_profile_is_found_in_its_room_and_shown_with_its_curve() {
        signIn("");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Profiles"))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Global Profiles")))
                .isVisible();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("careful"))
                .click();
        assertThat(text()).containsText("keep 2 in reserve");
        assertThat(page.locator(".curve figcaption")).containsText("Available 2 or less: lists 0.");
        assertThat(page.locator(".curve figcaption")).containsText("12 or more: lists 10.");
        assertThat(page.locator(".curve path.now")).hasCount(1);
        assertThat(button("Save")).isDisabled();
        page.reload();
        assertThat(text()).containsText("keep 2 in reserve");
        page.goBack();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Global Profiles")))
                .isVisible();
    }

    /// That Amazon takes no more than 999,999 is a bend, too, and too far away for a picture.
    @Test
    void a_curve_is_drawn_as_far_as_it_is_of_interest() {
        signIn("#/profiles?new");
        write("profile \"Far\"\nkeep 2 in reserve\n");
        assertThat(page.locator(".curve figcaption")).containsText("lists 999,999");
        assertThat(page.locator(".curve text").allTextContents()).contains("10").allMatch(text -> text.length() < 3);
        assertThat(page.locator(".curve path.now")).hasAttribute("d", Pattern.compile(".*L624\\.0 3[0-9]\\.\\d$"));
    }

    @Test
    void a_mistake_is_told_while_it_is_written_and_cannot_be_saved() {
        signIn("#/profiles/careful");
        write("profile \"careful\"\nkeep 2 in resrve\n");
        assertThat(told()).containsText("reserve");
        assertThat(page.getByText("1 mistake: the version in force stays.")).isVisible();
        assertThat(button("Save")).isDisabled();
        assertThat(page.locator(".cm-lintRange-error")).hasText("resrve");
        button("Line 2").click();
        assertThat(text()).isFocused();
        write("profile \"careful\"\nuse warehouses \"Berlni\"\n");
        assertThat(told()).containsText("Berlin");
        write("profile \"careful\"\nuse warehouses \"Berlin\"\n");
        assertThat(page.getByText("Nothing is wrong with it.")).isVisible();
        assertThat(page.locator(".curve path.before")).hasCount(1);
    }

    @Test
    void a_mistake_is_put_right_by_a_click_and_that_can_be_undone() {
        signIn("#/profiles?new");
        write("profile \"Fixed\"\nif stock < 3 then 0\nuse warehouses \"Berlni\"\n");
        button("Put it right").click();
        assertThat(text()).containsText("when available is below 3 then list 0");
        button("Change it so").click();
        assertThat(page.getByText("Nothing is wrong with it.")).isVisible();
        assertThat(text()).containsText("use warehouses \"Berlin\"");
        text().press("Control+z");
        assertThat(text()).containsText("Berlni");
    }

    /// To look ahead is a help, and no condition.
    @Test
    void a_profile_is_saved_although_nobody_can_look_ahead() {
        signIn("#/profiles?new");
        page.route("**/preview", Route::abort);
        write("profile \"Blind\"\nquantity not more than 3\n");
        button("Save").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("cannot be looked at now");
        button("Save").click();
        assertThat(page.getByText("Version 1 is in force.")).isVisible();
    }

    @Test
    void a_new_profile_is_saved_changed_and_an_earlier_version_put_in_force_again() {
        signIn("#/profiles?new");
        write("profile \"Gifts\"\nquantity not more than 3\n");
        button("Save").click();
        assertThat(page.getByText("Version 1 is in force.")).isVisible();
        assertThat(page).hasURL(world.address() + "/#/profiles/Gifts");
        write("profile \"Gifts\"\nquantity not more than 5\n");
        assertThat(page.locator(".curve figcaption")).containsText("lists 5");
        button("Save").click();
        assertThat(page.getByText("Version 2 is in force.")).isVisible();
        link("Versions").click();
        link("What version 2 changed").click();
        assertThat(page.locator(".difference")).containsText("3 → ");
        assertThat(page.locator(".difference"))
                .containsText("It never lists less than version 1, of goods not sold in packs.");
        assertThat(page.locator(".difference path.before")).hasCount(1);
        link("Version 1").click();
        assertThat(text()).containsText("not more than 3");
        button("Save").click();
        assertThat(page.getByText("Version 3 is in force.")).isVisible();
        assertThat(world.merchant.get("/api/v1/profiles/Gifts").path("text").asText())
                .contains("not more than 3");
    }

    @Test
    void what_is_not_saved_is_still_there_after_leaving_and_a_reload() {
        world.profile("Draft", "quantity not more than 3");
        signIn("#/profiles/Draft");
        write("profile \"Draft\"\nquantity not more than 8\n");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Listings"))
                .click();
        assertThat(page.getByLabel("Search")).isVisible();
        page.navigate(world.address() + "/#/profiles/Draft");
        assertThat(text()).containsText("not more than 8");
        assertThat(page.getByText("it is not saved")).isVisible();
        page.reload();
        assertThat(text()).containsText("not more than 8");
        button("Back to version 1").click();
        assertThat(text()).containsText("not more than 3");
        page.reload();
        assertThat(text()).containsText("not more than 3");
        write("profile \"Draft\"\nquantity not more than 9\n");
        button("Sign out").click();
        assertThat(page.getByLabel("API key of the merchant")).isVisible();
        assertThat(page.evaluate("sessionStorage.length")).isEqualTo(0);
    }

    @Test
    void what_somebody_else_has_saved_is_not_overwritten() {
        world.profile("Shared", "quantity not more than 3");
        signIn("#/profiles/Shared");
        assertThat(text()).containsText("not more than 3");
        world.profile("Shared", "quantity not more than 4");
        write("profile \"Shared\"\nquantity not more than 5\n");
        button("Save").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Somebody else has saved this profile");
        assertThat(text()).containsText("not more than 5");
        signIn("#/profiles?new");
        write("profile \"Shared\"\nquantity not more than 5\n");
        button("Save").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("There is a profile “Shared” already");
        assertThat(world.merchant.get("/api/v1/profiles/Shared").path("text").asText())
                .contains("not more than 4");
    }

    /// Statements, and the merchant's own names within quotes.
    @Test
    void what_can_be_written_is_offered() {
        signIn("#/profiles?new");
        write("profile \"Offered\"\n");
        text().press("Control+End");
        page.keyboard().type("kee");
        assertThat(page.locator(".cm-tooltip-autocomplete")).containsText("keep in reserve");
        page.getByRole(AriaRole.OPTION).first().click();
        assertThat(text()).containsText("keep 2 in reserve");
        page.keyboard().press("Escape");
        text().press("Control+End");
        page.keyboard().type("\nuse warehouses \"Ber");
        assertThat(page.locator(".cm-tooltip-autocomplete")).containsText("Berlin");
    }

    @Test
    void a_profile_that_is_not_there_is_told() {
        signIn("#/profiles/Nothing");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("profile");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("All profiles")))
                .isVisible();
    }

    /// The editor is asked for when somebody writes.
    @Test
    void the_editor_is_loaded_only_when_it_is_needed() {
        signIn("");
        assertThat(asked).noneMatch(url -> url.contains("/code-"));
        page.navigate(world.address() + "/#/profiles/careful");
        assertThat(text()).isVisible();
        assertThat(asked).anyMatch(url -> url.contains("/code-"));
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT", "1280, LIGHT", "1280, DARK"})
    void everybody_can_use_it_at_any_width(int width, ColorScheme scheme) {
        visit(width, scheme);
        signIn("#/profiles");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("careful")))
                .isVisible();
        assertAccessible();
        page.navigate(world.address() + "/#/profiles/careful");
        write("profile \"careful\"\nkeep 2 in resrve # " + "long ".repeat(40) + "\n");
        assertThat(told()).containsText("reserve");
        assertAccessible();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
    }
}
