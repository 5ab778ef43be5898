package io.stockrule;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Official models, schemas and samples of Amazon and Shopify, kept in a folder beside the project and not part
/// of it. A test that needs one is skipped, with a message, where the folder is absent.
public final class SharedData {
    private static final Path FOLDER = Path.of("..", "shared");

    private SharedData() {}

    /// @param name relative to the folder, such as `amazon/models/listingsItems_2021-08-01.json`
    public static Path file(String name) {
        var file = FOLDER.resolve(name);
        assumeTrue(Files.exists(file), () -> "skipped: " + name + " is not beside the project");
        return file;
    }

    public static String text(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
