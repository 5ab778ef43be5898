package io.stockrule.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where things are.
///
/// @param home the project's folder, with the packaged service
/// @param work for what is only needed while measuring: data folders and logs
record Place(Path home, Path work) {
    Path rules() {
        return home.resolve("rules");
    }

    /// A new folder.
    Path folder(String name) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(work), name + "-");
    }
}
