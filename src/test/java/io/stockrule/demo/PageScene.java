package io.stockrule.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/// A visitor of the packaged service's page, in a real browser. Whoever extends it opens a world.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageScene {
    static final double PATIENCE = World.PATIENCE.toMillis();

    @SuppressWarnings("NullAway.Init") // by open
    Browser browser;

    @SuppressWarnings("NullAway.Init") // by whoever extends it
    World world;

    @SuppressWarnings("NullAway.Init") // by visit
    BrowserContext visitor;

    @SuppressWarnings("NullAway.Init") // by visit
    Page page;

    /// What the browser says is wrong with the page, the Content-Security-Policy above all.
    final List<String> complaints = new ArrayList<>();

    final List<String> asked = new ArrayList<>();

    @BeforeAll
    void open() {
        browser = Browser.shared();
    }

    @AfterAll
    void stop() {
        if (world != null) {
            world.close();
        }
    }

    @BeforeEach
    void visit() {
        complaints.clear();
        asked.clear();
        visit(1280, ColorScheme.LIGHT);
    }

    /// A picture of how each test left the page is in `target/pages`.
    @AfterEach
    void leave(TestInfo test) {
        var name = test.getTestClass().orElseThrow().getSimpleName() + "." + test.getDisplayName();
        picture("target/pages", name.replaceAll("[^\\w.]+", "-"));
        visitor.close();
        assertThat(complaints).isEmpty();
    }

    /// For a document. `bin/pictures` has them made where the documents show them.
    void picture(String name) {
        picture(System.getProperty("stockrule.pictures", "target/pages"), name);
    }

    private void picture(String folder, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
    }

    void visit(int width, ColorScheme scheme) {
        if (visitor != null) {
            visitor.close();
        }
        visitor = browser.visitor(width, scheme);
        page = visitor.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")
                    || message.text().contains("Trusted")) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        page.onRequest((Request request) -> asked.add(request.url()));
    }

    /// @param place in the page, as `#/profiles`; empty for where one arrives
    void signIn(String place) {
        page.navigate(world.address() + "/#key=" + world.key);
        assertThat(button("Sign out")).isVisible();
        if (!place.isEmpty()) {
            page.navigate(world.address() + "/" + place);
        }
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /// Of a profile, in its editor.
    Locator text() {
        return page.getByLabel("Text of the profile");
    }

    /// Pasted over what is there.
    void write(String text) {
        assertThat(text()).isVisible();
        text().press("Control+a");
        text().evaluate("""
                (element, text) => {
                    const clipboardData = new DataTransfer();
                    clipboardData.setData('text/plain', text);
                    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
                }""", text);
    }

    static HasTextOptions patiently() {
        return new HasTextOptions().setTimeout(PATIENCE);
    }

    void assertAccessible() {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .filteredOn(found -> List.of("serious", "critical").contains(found.getImpact()))
                .extracting(found -> found.getId() + " " + found.getNodes())
                .isEmpty();
    }
}
