package io.stockrule.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class LogFormatTest {
    @Test
    void a_line_of_the_log_tells_the_time_with_its_zone() throws IOException {
        var properties = new Properties();
        try (var in = Files.newInputStream(Path.of("src", "main", "resources", "application.properties"))) {
            properties.load(in);
        }
        var formatter = new PatternFormatter(properties.getProperty("quarkus.log.console.format"));
        var line = formatter.format(new ExtLogRecord(Level.INFO, "ready", LogFormatTest.class.getName()));
        assertThat(line)
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) INFO .* ready\\n");
    }
}
