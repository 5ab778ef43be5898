package io.stockrule.demo;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A real browser: the system's Chromium, driven by Playwright, which brings no browser of its own.
///
/// Environment variables: `STOCKRULE_CHROMIUM` names its program where it is not on the PATH;
/// `STOCKRULE_BROWSER_REQUIRED=true`, as continuous integration sets it, lets tests fail where they would be skipped.
final class Browser {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    @Nullable
    private static Browser shared;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Path program) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        // Containers mostly run as root and without the namespaces that Chromium's own sandbox needs.
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    /// The one of all tests, which ends with them; skips the test with a message where there is none.
    static synchronized Browser shared() {
        if (shared == null) {
            var started = start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            shared = started;
        }
        return shared;
    }

    private static Browser start() {
        var program = program();
        if (program.isEmpty()) {
            var message = "no Chromium found on the PATH: install one (apt-get install chromium) or name its program"
                    + " in STOCKRULE_CHROMIUM to have the page tested";
            if (Boolean.parseBoolean(System.getenv("STOCKRULE_BROWSER_REQUIRED"))) {
                throw new AssertionError(message);
            }
            // Maven counts a skipped class as no tests at all and keeps the reason to itself.
            System.out.println("The page is not tested: " + message);
            assumeTrue(false, message);
        }
        return new Browser(program.orElseThrow());
    }

    private static Optional<Path> program() {
        var named = Optional.ofNullable(System.getenv("STOCKRULE_CHROMIUM")).filter(name -> !name.isEmpty());
        if (named.isPresent()) {
            return named.map(Path::of).filter(Files::isExecutable);
        }
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .flatMap(folder -> NAMES.stream().map(Path.of(folder)::resolve))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// A fresh profile: nobody is signed in.
    BrowserContext visitor(int width) {
        return visitor(width, ColorScheme.LIGHT);
    }

    BrowserContext visitor(int width, ColorScheme scheme) {
        return chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setLocale("en-GB"));
    }

    private void close() {
        chromium.close();
        playwright.close();
    }
}
