package io.stockrule.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// What the demonstration remembers from run to run.
///
/// @param operatorKey opens everything of the service
/// @param merchantKey opens the demonstration's merchant
record Stage(int simulatorPort, int servicePort, String operatorKey, String merchantKey) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Path file(Path data) {
        return data.resolve("demo.json");
    }

    static boolean isSetIn(Path data) {
        return Files.exists(file(data));
    }

    static Stage load(Path data) {
        try {
            return JSON.readValue(file(data).toFile(), Stage.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void save(Path data) {
        try {
            var fresh = Files.createTempFile(data, "demo", ".json");
            JSON.writeValue(fresh.toFile(), this);
            Files.move(fresh, file(data), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
