package io.stockrule.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// Where stock comes from: a file or standard input, packed with gzip or not.
final class StockSource {
    static final Path STANDARD_INPUT = Path.of("-");

    private static final int BUFFER = 64 * 1024;

    private StockSource() {}

    static String name(Path file) {
        return file.equals(STANDARD_INPUT) ? "standard input" : file.toString();
    }

    /// @throws IOException also for an encoding that its first bytes give away as another one
    static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        var in = buffered(file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(file));
        return afterMark(startsWith(in, 0x1F, 0x8B) ? buffered(new GZIPInputStream(in, BUFFER)) : in);
    }

    private static InputStream buffered(InputStream in) {
        return new BufferedInputStream(in, BUFFER);
    }

    private static InputStream afterMark(InputStream in) throws IOException {
        if (startsWith(in, 0xFE, 0xFF) || startsWith(in, 0xFF, 0xFE)) {
            throw new IOException("it is UTF-16; save it as UTF-8");
        }
        if (startsWith(in, 0xEF, 0xBB, 0xBF)) {
            in.skipNBytes(3);
        }
        return in;
    }

    private static boolean startsWith(InputStream in, int... bytes) throws IOException {
        in.mark(bytes.length);
        boolean starts = true;
        for (int expected : bytes) {
            starts = starts && in.read() == expected;
        }
        in.reset();
        return starts;
    }
}
