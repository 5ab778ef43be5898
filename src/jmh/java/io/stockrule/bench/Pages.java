package io.stockrule.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.stockrule.demo.DemoPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How light the page is: what the first one transfers and when it can be used, and whether typing in a long profile
/// waits for anything. In the Chromium that is on the PATH.
final class Pages implements Section {
    private static final int VISITS = 10;
    private static final int LINES = 200;
    private static final int KEYS = 150;
    private static final String TRANSFERRED = """
            [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                .reduce((sum, entry) => sum + entry.transferSize, 0)""";
    private static final double FIRST_PAGE_BAR = 200;
    private static final double INTERACTIVE_BAR = 1_000;
    private static final double BLOCKED_BAR = 50;

    @Override
    public String name() {
        return "page";
    }

    @Override
    public List<Row> measure(Place place) throws Exception {
        try (var service = new LiveService(place, 100, Map.of("STOCKRULE_DELIVERY_ENABLED", "false"));
                var playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                var chromium = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(program())
                                .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")))) {
            var address = "http://127.0.0.1:" + service.port;
            var key = DemoPrograms.service(service.port)
                    .withKey(LiveService.OPERATOR)
                    .post("/api/v1/merchants", Map.of("name", "Visitor", "timeZone", "Europe/Berlin"))
                    .at("/apiKey/key")
                    .asText();
            var rows = new ArrayList<Row>();
            rows.addAll(firstPage(chromium, address, key));
            rows.addAll(typing(chromium, address, key));
            return rows;
        }
    }

    private static Path program() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no chromium is on the PATH"));
    }

    private static List<Row> firstPage(Browser chromium, String address, String key) {
        double[] millis = new double[VISITS];
        double transferred = 0;
        for (int i = 0; i < VISITS; i++) {
            try (var visitor = chromium.newContext();
                    var page = visitor.newPage()) {
                long start = System.nanoTime();
                page.navigate(address + "/#key=" + key);
                page.getByText("There are no listings yet.").waitFor();
                millis[i] = (System.nanoTime() - start) / 1e6;
                transferred = ((Number) page.evaluate(TRANSFERRED)).doubleValue();
            }
        }
        Arrays.sort(millis);
        return List.of(
                Row.below(FIRST_PAGE_BAR, "page: transferred for the first one", transferred / 1e3, "kB"),
                Row.below(INTERACTIVE_BAR, "page: until it can be used, p50", millis[VISITS / 2], "ms"),
                Row.info("page: until it can be used, longest", millis[VISITS - 1], "ms"));
    }

    /// What keeps the browser from doing anything else is a long task to it from 50 ms on.
    private static List<Row> typing(Browser chromium, String address, String key) {
        try (var visitor = chromium.newContext();
                var page = visitor.newPage()) {
            page.navigate(address + "/#key=" + key);
            page.getByText("There are no listings yet.").waitFor();
            page.navigate(address + "/#/profiles?new");
            var text = page.getByLabel("Text of the profile");
            text.waitFor();
            write(page, longProfile());
            page.getByText("Nothing is wrong with it.").waitFor();
            page.evaluate("""
                    () => {
                        window.blocked = [];
                        new PerformanceObserver((list) => list.getEntries().forEach((it) => window.blocked.push(it.duration)))
                            .observe({ type: 'longtask' });
                    }""");
            text.press("Control+End");
            for (int i = 0; i < KEYS; i++) {
                text.press(i % 30 == 29 ? "Enter" : i % 30 == 0 ? "#" : "abc defg".substring(i % 8, i % 8 + 1));
                page.waitForTimeout(60);
            }
            page.waitForTimeout(2_000);
            var blocked = ((List<?>) page.evaluate("window.blocked"))
                    .stream().mapToDouble(it -> ((Number) it).doubleValue()).toArray();
            return List.of(
                    Row.below(
                            BLOCKED_BAR,
                            "page: longest block while typing in %d lines".formatted(LINES),
                            Arrays.stream(blocked).max().orElse(0),
                            "ms"),
                    Row.info("page: blocks of 50 ms and more, of %d keys".formatted(KEYS), blocked.length, ""));
        }
    }

    private static void write(Page page, String text) {
        page.getByRole(AriaRole.TEXTBOX).first().evaluate("""
                (element, text) => {
                    const clipboardData = new DataTransfer();
                    clipboardData.setData('text/plain', text);
                    element.focus();
                    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
                }""", text);
    }

    /// Each exception for a vendor of its own.
    private static String longProfile() {
        return "profile \"Long\"\nquantity not more than 10\n"
                + IntStream.range(2, LINES)
                        .mapToObj("when vendor is \"Maker %d\" and available is below 7 then list 1\n"::formatted)
                        .reduce("", String::concat);
    }
}
