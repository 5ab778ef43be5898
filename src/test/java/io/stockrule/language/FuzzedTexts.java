package io.stockrule.language;

import io.stockrule.language.reading.StockruleLexer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Texts that somebody might send as a profile: examples damaged, words of the language in any order, the same thing a
/// thousand times, and plain rubbish. The same for the same seed.
final class FuzzedTexts {
    private static final int LARGEST = 66_000; // a little more than a profile may have
    private static final List<String> EXAMPLES = read(Path.of("dsl-examples"));

    private static final List<String> WORDS = words();

    private static final List<String> STRANGE = List.of(
            "\"",
            "\\",
            "\\\"",
            "#",
            "(",
            ")",
            ",",
            "%",
            "-",
            "\n",
            "\r",
            "\t",
            "\0",
            "\u202E",
            "\u2066",
            "\uFEFF",
            "\u0301",
            "\uD83D",
            "\uDD6F",
            "🕯",
            "ﷺ",
            "\u2028",
            "\u0085",
            "1_000",
            "2.5",
            "99999999999999999999",
            "2026-13-45",
            "25:61",
            "»",
            "’",
            "rule \"x\" when then end",
            "eval(true)",
            "> Ä",
            "${a}",
            "@{b}",
            "\\u0022",
            "*/",
            "//",
            "<!--");

    private final Random random;

    FuzzedTexts(long seed) {
        this.random = new Random(seed);
    }

    String next() {
        return switch (random.nextInt(20)) {
            case 0 -> rubbish();
            case 1, 2, 3, 4, 5 -> mixture(random.nextInt(40));
            case 6 -> random.nextInt(200) == 0 ? huge() : mixture(random.nextInt(200));
            case 7, 8, 9 -> spliced();
            default -> damaged(of(EXAMPLES));
        };
    }

    private String rubbish() {
        var text = new StringBuilder();
        for (int i = random.nextInt(80); i > 0; i--) {
            text.appendCodePoint(random.nextInt(4) == 0 ? random.nextInt(0x11_0000) : random.nextInt(128));
        }
        return text.toString();
    }

    private String mixture(int length) {
        var text = new StringBuilder(random.nextBoolean() ? "profile \"F\"\n" : "");
        for (int i = 0; i < length; i++) {
            text.append(word()).append(random.nextInt(8) == 0 ? "\n" : " ");
        }
        return text.toString();
    }

    private String word() {
        return random.nextInt(12) == 0 ? of(STRANGE) : of(WORDS);
    }

    /// Few pieces, very often.
    private String huge() {
        var piece = switch (random.nextInt(4)) {
            case 0 -> word();
            case 1 -> word() + " " + word() + " ";
            case 2 -> of(EXAMPLES);
            default -> "when " + "not (".repeat(random.nextInt(30)) + word() + " " + word() + "\n";
        };
        var text = new StringBuilder(random.nextBoolean() ? "profile \"F\"\nwhen available is 1 " : "");
        while (text.length() + piece.length() < LARGEST) {
            text.append(piece);
        }
        return text.toString();
    }

    /// Lines of two examples.
    private String spliced() {
        var lines = new ArrayList<>(of(EXAMPLES).lines().toList());
        for (var line : of(EXAMPLES).lines().toList()) {
            if (random.nextInt(3) == 0) {
                lines.add(random.nextInt(lines.size() + 1), line);
            }
        }
        return damaged(String.join("\n", lines));
    }

    private String damaged(String text) {
        var damaged = text;
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int from = random.nextInt(damaged.length() + 1);
            int to = Math.min(damaged.length(), from + random.nextInt(6));
            var inserted = random.nextInt(3) == 0 ? "" : word();
            damaged = damaged.substring(0, from) + inserted + damaged.substring(to);
        }
        return damaged;
    }

    private <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static List<String> words() {
        var vocabulary = StockruleLexer.VOCABULARY;
        var keywords = Stream.iterate(1, type -> type <= vocabulary.getMaxTokenType(), type -> type + 1)
                .map(vocabulary::getLiteralName)
                .filter(name -> name != null)
                .map(name -> name.substring(1, name.length() - 1));
        var values = Stream.of(
                "\"Berlin\"",
                "\"Hamburg\"",
                "\"x\"",
                "0",
                "1",
                "3",
                "-3",
                "20",
                "1000000",
                "0%",
                "20%",
                "100%",
                "2026-12-24",
                "2026-12-26",
                "12-24",
                "02-29",
                "list in steps of 5",
                "08:30",
                "22:00",
                "then",
                "then list 3",
                "is below 3",
                "\n",
                "\nwhen",
                "\nthen",
                "\nand",
                "\nexpect");
        return Stream.concat(keywords, values).toList();
    }

    private static List<String> read(Path folder) {
        try (var files = Files.list(folder)) {
            return files.sorted().map(FuzzedTexts::text).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
