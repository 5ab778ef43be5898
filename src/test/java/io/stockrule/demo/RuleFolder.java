package io.stockrule.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The project's rule files in a folder that a test may change, with a cap that profiles include.
record RuleFolder(Path folder) {
    static final String INCLUDE = "include rules \"house-cap\"";

    /// High enough that it changes nothing which the profiles expect.
    static final int NO_CAP = 900_000;

    static RuleFolder copiedTo(Path folder) throws IOException {
        var rules = Path.of("rules");
        try (var files = Files.walk(rules)) {
            for (var file : files.toList()) {
                var copy = folder.resolve(rules.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        var mine = new RuleFolder(folder);
        mine.cap(NO_CAP);
        return mine;
    }

    /// No listing shows more than so many from now on; a running service takes it up by itself. The scenario comes
    /// last: until then the new rule fails it, and the service stays with what it has.
    void cap(int most) {
        write("included/house-cap.drl", """
                // No listing shows more than the house allows.
                package rules;

                import io.stockrule.rules.Listing;

                rule "not more than the house allows"
                when
                    $listing : Listing(available > 0)
                then
                    $listing.listAtMost(%d);
                end
                """.formatted(most));
        write("included/house-cap.scenarios.csv", """
                case,profile,levels,pack,date,decision,quantity,reason
                more than the house allows,"include rules ""house-cap""\",Berlin %d,,,lists,%d,
                """.formatted(most + 1, most));
    }

    private void write(String file, String text) {
        try {
            var draft = Files.createTempFile(folder.getParent(), "draft", "");
            Files.writeString(draft, text, UTF_8);
            Files.move(
                    draft, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
