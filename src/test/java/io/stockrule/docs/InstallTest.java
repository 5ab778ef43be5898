package io.stockrule.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The first steps do what they say.
class InstallTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

    /// With answers in place of the service's: first that it runs, then how it ended.
    @ParameterizedTest
    @ValueSource(strings = {"DONE", "FAILED"})
    void the_wait_for_an_import_ends_however_the_import_ends(String end) throws Exception {
        var answer = bash("""
                sleep() { asked=yes; }
                send() { :; }
                get() { if [ "${asked:-}" ]; then echo '{"state": "%s"}'; else echo '{"state": "RUNNING"}'; fi; }
                SHOP_ID=1
                """.formatted(end) + blockWith("imports/latest"));
        assertThat(answer).contains("\"state\": \"" + end + "\"");
    }

    @Test
    void every_block_is_a_script() throws Exception {
        var all = new StringBuilder();
        BLOCK.matcher(Files.readString(Path.of("docs", "install.md")))
                .results()
                .forEach(block -> all.append(block.group(1)));
        assertThat(bash("set -n\n" + all)).isEmpty();
    }

    private static String blockWith(String words) throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("docs", "install.md")))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains(words))
                .findFirst()
                .orElseThrow();
    }

    private static String bash(String script) throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/bin/bash")) && Files.isExecutable(Path.of("/usr/bin/jq")),
                "skipped: there is no /bin/bash with jq");
        var process = new ProcessBuilder("/bin/bash", "-c", script)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ends").isTrue();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
