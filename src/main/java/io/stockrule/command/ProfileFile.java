package io.stockrule.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What reading a profile's file came to.
sealed interface ProfileFile {
    record Text(String text) implements ProfileFile {}

    record Unreadable(String reason) implements ProfileFile {}

    /// Far more than a profile may have; the rest of a larger file need not be read to say that it is too large.
    int MOST_BYTES = 1024 * 1024;

    static ProfileFile read(Path file) {
        if (Files.isDirectory(file)) {
            return new Unreadable("it is a folder");
        }
        try (var in = Files.newInputStream(file)) {
            return read(in);
        } catch (IOException e) {
            return new Unreadable(FileMistake.told(e));
        }
    }

    static ProfileFile read(InputStream in) {
        try {
            var bytes = in.readNBytes(MOST_BYTES);
            return bytes.length < MOST_BYTES ? decode(bytes) : new Text(new String(bytes, UTF_8));
        } catch (IOException e) {
            return new Unreadable(FileMistake.told(e));
        }
    }

    private static ProfileFile decode(byte[] bytes) {
        try {
            return new Text(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            return new Unreadable("it is not UTF-8; save it with this encoding");
        }
    }
}
