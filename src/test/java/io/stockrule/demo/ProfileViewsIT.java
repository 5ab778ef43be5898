package io.stockrule.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What stands beside a profile's text, and before it: form, trial, its own examples, versions, gallery, list.
class ProfileViewsIT extends PageScene {
    @BeforeAll
    void start() throws IOException, InterruptedException {
        world = new World();
        var careful = world.listUnder("careful", "keep 2 in reserve\nquantity not more than 10");
        world.sell(careful, "CANDLE-1", Map.of("Berlin", 7, "Lyon", 5));
        world.awaitShown("CANDLE-1", 10);
    }

    private Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /// The first change of the form that the service is asked for waits until the test lets it go on. A route for one
    /// time would not do: it ends when it is asked, and lets go what it was asked for.
    private List<Route> firstChangeHeld() {
        var held = new ArrayList<Route>();
        page.route("**/profiles/actions/change", change -> {
            if (held.isEmpty()) {
                held.add(change);
            } else {
                change.resume();
            }
        });
        return held;
    }

    private Locator decision() {
        return page.locator(".decision");
    }

    @Test
    void form_and_text_change_each_other_and_comments_stay() {
        signIn("#/profiles/careful?view=form");
        write("profile \"careful\"\n# wax\nKEEP 2 in reserve # broken ones\nwhen available is 1 then stop\n");
        assertThat(field("Kept in reserve")).hasValue("2");
        assertThat(page.getByText("Not shown here: 1 “when” exception.")).isVisible();
        field("Kept in reserve").fill("5");
        field("Kept in reserve").press("Enter");
        assertThat(text()).containsText("keep 5 in reserve # broken ones");
        field("Amazon shows").selectOption("not more than");
        assertThat(text()).containsText("quantity not more than 10");
        field("Number that is shown").fill("4");
        field("Number that is shown").press("Enter");
        assertThat(text()).containsText("quantity not more than 4");
        field("Stock counts of").selectOption("named");
        assertThat(text()).containsText("use warehouse \"Berlin\"");
        field("Lyon").check();
        assertThat(text()).containsText("use warehouses \"Berlin\", \"Lyon\"");
        assertThat(text()).containsText("# wax");
        write("profile \"careful\"\nkeep 10% in reserve\nwhen stock is unknown then list 3\n");
        assertThat(field("Kept in reserve")).hasValue("10");
        assertThat(field("Kept in reserve, counted in")).hasValue("percent");
        assertThat(field("Number while stock is unknown")).hasValue("3");
        field("Kept in reserve").focus();
        page.keyboard().type("5");
        page.evaluate("document.querySelector('profile-form').requestUpdate()");
        assertThat(field("Kept in reserve")).hasValue(Pattern.compile("105|510"));
        page.keyboard().press("Backspace");
        write("profile \"careful\"\nkeep 10% in resrve\n");
        assertThat(page.getByText("The form is back as soon as the text can be read"))
                .isVisible();
    }

    /// Many texts are checked while somebody changes a profile, and an answer can come late.
    @Test
    void what_was_said_of_an_earlier_text_takes_nothing_back_from_the_form() {
        page.clock().install();
        signIn("#/profiles/careful?view=form");
        write("profile \"careful\"\nkeep 2 in reserve\nuse warehouse \"Berlin\"\n");
        assertThat(field("Lyon")).not().isChecked();
        var checks = new ArrayList<Route>();
        page.route("**/profiles/actions/check", checks::add);
        field("Kept in reserve").fill("5");
        field("Kept in reserve").press("Enter");
        page.waitForCondition(() -> !checks.isEmpty());
        var late = checks.getFirst().fetch();
        page.clock().pauseAt((long) (double) page.evaluate("Date.now() + 1000")); // no check of what comes now
        field("Lyon").check();
        assertThat(text()).containsText("use warehouses \"Berlin\", \"Lyon\"");
        checks.getFirst().fulfill(new Route.FulfillOptions().setResponse(late));
        page.waitForTimeout(200);
        assertThat(field("Lyon")).isChecked();
        page.unroute("**/profiles/actions/check");
        page.clock().resume();
    }

    @Test
    void of_two_changes_that_follow_each_other_faster_than_the_service_answers_none_is_lost() {
        signIn("#/profiles/careful?view=form");
        write("profile \"careful\"\nkeep 2 in reserve\nkeep 1 in reserve at \"Lyon\"\nuse warehouse \"Berlin\"\n");
        assertThat(field("Kept in reserve at Lyon")).hasValue("1");
        List<Route> changes = firstChangeHeld();
        field("Lyon").check();
        field("Berlin").uncheck();
        field("Kept in reserve").fill("5");
        field("Kept in reserve").press("Enter");
        field("Kept in reserve at Lyon").fill("3");
        field("Kept in reserve at Lyon").press("Enter");
        page.waitForCondition(() -> !changes.isEmpty());
        changes.getFirst().resume();
        assertThat(text()).containsText("keep 3 in reserve at \"Lyon\"");
        assertThat(text()).containsText("keep 5 in reserve");
        assertThat(text()).containsText("use warehouse \"Lyon\"");
        assertThat(field("Berlin")).not().isChecked();
    }

    @Test
    void what_is_written_while_the_form_changes_a_text_stays_and_is_told() {
        signIn("#/profiles/careful?view=form");
        write("profile \"careful\"\nkeep 2 in reserve\n");
        assertThat(field("Kept in reserve")).hasValue("2");
        List<Route> changes = firstChangeHeld();
        field("Kept in reserve").fill("5");
        field("Kept in reserve").press("Enter");
        page.waitForCondition(() -> !changes.isEmpty());
        write("profile \"careful\"\nkeep 3 in reserve\n");
        changes.getFirst().resume();
        assertThat(page.getByText("The text was changed meanwhile")).isVisible();
        assertThat(text()).containsText("keep 3 in reserve");
        assertThat(field("Kept in reserve")).hasValue("3");
    }

    @Test
    void a_text_is_tried_with_sliders_and_the_line_that_decided_is_shown() {
        signIn("#/profiles/careful?view=try");
        write("profile \"careful\"\nkeep 2 in reserve\nquantity not more than 10\n");
        assertThat(decision()).containsText("Lists 8.");
        field("Available").fill("5");
        assertThat(decision()).containsText("Lists 3.");
        assertThat(page.locator(".cm-decides")).hasText("quantity not more than 10");
        write("profile \"careful\"\nkeep 2 in reserve\nwhen vendor is \"Lumen\" and available is 5 then stop\n");
        assertThat(decision()).containsText("Lists 3.");
        field("Vendor").fill("lumen");
        field("Vendor").press("Enter");
        assertThat(decision()).containsText("Stops, and lists 0.");
        assertThat(page.locator(".cm-decides")).containsText("when vendor is");
        field("Available").fill("");
        assertThat(decision()).containsText("Holds, and sends nothing");
        write("profile \"careful\"\nkeep 2 in resrve\n");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("not a profile");
        link("Form").click();
        assertThat(page.locator(".cm-decides")).hasCount(0);
    }

    @Test
    void a_listing_of_the_merchants_own_brings_its_facts() {
        signIn("#/profiles/careful?view=try");
        field("A listing of yours").fill("candle");
        button("CANDLE-1").click();
        assertThat(page.getByText("With the facts of")).isVisible();
        assertThat(field("Berlin")).hasValue("7");
        assertThat(field("Lyon")).hasValue("5");
        assertThat(decision()).containsText("Lists 10.");
        field("Lyon").fill("0");
        assertThat(decision()).containsText("Lists 5.");
        page.reload();
        assertThat(page.getByText("With the facts of")).isVisible();
        assertThat(field("Lyon")).hasValue("0");
        assertThat(decision()).containsText("Lists 5.");
        button("Without them").click();
        assertThat(field("Available")).hasValue("10");
        field("A listing of yours").fill("nobody has this");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("No listing of yours has");
    }

    @Test
    void its_own_examples_say_whether_they_hold_and_offer_what_would() {
        signIn("#/profiles?new");
        write("profile \"Tried\"\nquantity not more than 3\nexpect available 2 lists 2\nexpect available 9 lists 4\n");
        assertThat(page.locator(".lines")).containsText("expect available 2 lists 2");
        assertThat(page.locator(".lines .failed")).containsText("lists 3 here");
        button("Change it so").click();
        assertThat(page.locator(".lines .failed")).hasCount(0);
        assertThat(page.locator(".lines .held")).hasCount(2);
    }

    @Test
    void a_new_profile_begins_with_an_example_under_a_free_name() {
        signIn("#/profiles");
        link("New profile").click();
        assertThat(page.getByText("the own shop comes first").first()).isVisible();
        link("Aroma candles").click();
        assertThat(text()).containsText("profile \"Aroma candles\"");
        write("profile \"Aroma candles\"\nquantity not more than 2\n");
        page.reload();
        assertThat(text()).containsText("not more than 2");
        button("Save").click();
        assertThat(page.getByText("Version 1 is in force.")).isVisible();
        page.navigate(world.address() + "/#/profiles?gallery");
        link("Aroma candles").click();
        assertThat(text()).containsText("profile \"Aroma candles 2\"");
    }

    @Test
    void the_list_says_what_a_profile_does_and_who_follows_it() {
        world.profile("Spare", "quantity single stock\nkeep 2 in reserve");
        signIn("#/profiles");
        var careful = page.locator(".profiles li").filter(new Locator.FilterOptions().setHas(link("careful")));
        assertThat(careful).containsText("not more than 10");
        assertThat(careful).containsText("followed by “careful” (1 listing)");
        button("Delete careful").click();
        assertThat(careful).containsText("give “careful” another profile first");
        var spare = page.locator(".profiles li").filter(new Locator.FilterOptions().setHas(link("Spare")));
        assertThat(spare).containsText("single stock");
        assertThat(spare).containsText("1 warning");
        button("Delete Spare").click();
        button("Delete “Spare”").click();
        assertThat(page.getByText("“Spare” is deleted.")).isVisible();
        assertThat(spare).hasCount(0);
        button("Bring it back").click();
        assertThat(spare).isVisible();
    }

    @Test
    void the_views_are_reached_with_the_keyboard_and_outlive_a_reload() {
        signIn("#/profiles/careful");
        link("Form").focus();
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(decision()).containsText("Lists");
        page.reload();
        assertThat(decision()).containsText("Lists");
        field("Available").focus();
        page.keyboard().press("ArrowUp");
        assertThat(field("Available")).hasValue("11");
        assertThat(decision()).containsText("Lists 9.");
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT", "360, DARK", "1280, LIGHT", "1280, DARK"})
    void everybody_can_use_the_views_at_any_width(int width, ColorScheme scheme) {
        visit(width, scheme);
        signIn("#/profiles?gallery");
        assertThat(link("Aroma candles")).isVisible();
        assertFits(width);
        for (var view : new String[] {"checks", "form", "try", "versions&changes=1"}) {
            page.navigate(world.address() + "/#/profiles/careful?view=" + view);
            assertThat(page.locator("nav.views")).isVisible();
            assertThat(page.locator(".curve")).isVisible();
            assertFits(width);
        }
    }

    private void assertFits(int width) {
        assertAccessible();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
    }
}
