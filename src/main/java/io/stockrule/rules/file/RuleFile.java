package io.stockrule.rules.file;

import io.stockrule.rules.InvalidRuleFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A file of the rules folder as it was when it was read. Equal to another of the same path and content.
public final class RuleFile {
    /// Far more than anybody writes by hand. Larger files are not read to their end.
    public static final int LARGEST = 1 << 20;

    private final Path path;
    private final byte[] content;
    private final boolean whole;
    private final String hash;

    private RuleFile(Path path, byte[] content, boolean whole) {
        this.path = path;
        this.content = content;
        this.whole = whole;
        this.hash = HexFormat.of().formatHex(sha256().digest(content));
    }

    static RuleFile read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            var content = in.readNBytes(LARGEST + 1);
            return new RuleFile(path, content, content.length <= LARGEST);
        }
    }

    /// Its name and what tells its content from any other.
    public String fingerprint() {
        return path.getFileName() + " " + hash;
    }

    Path path() {
        return path;
    }

    /// Its name without `ending`.
    String nameWithout(String ending) {
        var name = String.valueOf(path.getFileName());
        return name.substring(0, name.length() - ending.length());
    }

    /// @throws InvalidRuleFiles when it is too large
    byte[] bytes() {
        if (!whole) {
            throw invalid("is larger than a rule file may be: %,d bytes".formatted(LARGEST));
        }
        return content.clone();
    }

    /// @throws InvalidRuleFiles when it is too large or not UTF-8
    public String text() {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes()));
            // A spreadsheet may put a byte order mark first.
            return text.toString().replaceFirst("^\uFEFF", "");
        } catch (CharacterCodingException e) {
            throw invalid("is not UTF-8");
        }
    }

    InvalidRuleFiles invalid(String why) {
        return new InvalidRuleFiles(List.of(path + ": " + why));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RuleFile file && file.path.equals(path) && file.hash.equals(hash);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, hash);
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
