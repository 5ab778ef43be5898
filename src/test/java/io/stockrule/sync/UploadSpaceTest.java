package io.stockrule.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.docs.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadSpaceTest {
    private static final long MEGABYTE = 1024 * 1024;

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            FILE                       | SIZE
            compose.yaml               | /tmp:size=([0-9]+)m
            kubernetes/deployment.yaml | sizeLimit: ([0-9]+)Mi
            """)
    void all_files_that_a_merchant_may_send_at_once_have_a_place(String file, String size) throws IOException {
        var space = Pattern.compile(size).matcher(Files.readString(Path.of("deployment", file)));
        assertThat(space.find()).isTrue();
        assertThat(Long.parseLong(space.group(1)) * MEGABYTE)
                .isGreaterThanOrEqualTo(
                        requestsAtOnce() * DecideFileResource.file().mostBytes());
    }

    private static long requestsAtOnce() {
        return Settings.all().stream()
                .filter(setting -> setting.name().equals("stockrule.merchant.requests-at-once"))
                .map(setting -> Long.parseLong(setting.standard().orElseThrow()))
                .findFirst()
                .orElseThrow();
    }
}
