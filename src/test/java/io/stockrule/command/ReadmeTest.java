package io.stockrule.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of the README print what it says.
class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\n(.*?)^```$");

    @TempDir
    Path folder;

    private List<String> blocks = List.of();

    @BeforeEach
    void read() throws IOException {
        blocks = BLOCK.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @Test
    void a_mistake_is_told_as_it_says() throws IOException {
        var file = folder.resolve("candles.stockrule");
        Files.writeString(file, "profile \"Candles\"\nuse warehouse \"Berlim\"\n");
        var command = words(startingWith("bin/stockrule check --warehouse"));
        var answer = Answer.of(Stream.of(command)
                .map(word -> word.equals("candles.stockrule") ? file.toString() : word)
                .toArray(String[]::new));
        assertThat(withoutFolder(answer.out())).isEqualTo(startingWith("candles.stockrule:2:15: SR201"));
    }

    @Test
    void a_broken_promise_is_told_as_it_says() throws IOException {
        var file = folder.resolve("candles.stockrule");
        Files.writeString(
                file, "profile \"Candles\"\nquantity custom quantity 5\npromise listed is at most available\n");
        assertThat(withoutFolder(Answer.of("check", file.toString()).out()))
                .startsWith(startingWith("candles.stockrule:3:1: SR210").strip());
    }

    @Test
    void what_no_expectation_tries_is_told_as_it_says() throws IOException {
        var file = folder.resolve("candles.stockrule");
        Files.writeString(file, """
                profile "Candles"
                quantity not more than 3
                expect available 3 lists 3
                expect available 2 lists 2
                """);
        assertThat(withoutFolder(
                        Answer.of("check", "--coverage", file.toString()).out()))
                .endsWith(startingWith("candles.stockrule:2:1: not covered"));
    }

    @Test
    void a_stock_file_is_decided_as_it_says() throws IOException {
        var stock = Files.writeString(folder.resolve("stock.csv"), startingWith("sku,available"));
        var command = startingWith("bin/stockrule fmt")
                .lines()
                .filter(line -> line.startsWith("bin/stockrule decide"))
                .findFirst()
                .orElseThrow();
        var answer = Answer.of(Stream.of(words(command))
                .map(word -> word.equals("stock.csv") ? stock.toString() : word)
                .toArray(String[]::new));
        assertThat(answer.out()).isEqualTo(startingWith("sku,decision"));
        assertThat(withoutFolder(answer.err())).isEqualTo(startingWith("stock.csv:4:10"));
    }

    @Test
    void a_profile_is_learned_as_it_says() throws IOException {
        var pairs = Files.writeString(folder.resolve("pairs.csv"), startingWith("sku,available,listed"));
        var answer = Answer.of("learn", pairs.toString());
        assertThat(answer)
                .isEqualTo(new Answer(0, startingWith("profile \"Learned\""), startingWith("stockrule: 8 of 8")));
    }

    private String startingWith(String start) {
        return blocks.stream()
                .filter(block -> block.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static String[] words(String command) {
        return command.strip().replaceFirst("^bin/stockrule ", "").split(" ");
    }

    private String withoutFolder(String said) {
        return said.replace(folder + "/", "");
    }
}
