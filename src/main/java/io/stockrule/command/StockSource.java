package io.stockrule.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where stock comes from: a file or standard input.
final class StockSource {
    static final Path STANDARD_INPUT = Path.of("-");

    private StockSource() {}

    static String name(Path file) {
        return file.equals(STANDARD_INPUT) ? "standard input" : file.toString();
    }

    static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        return file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(file);
    }
}
