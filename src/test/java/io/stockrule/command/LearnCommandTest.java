package io.stockrule.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `learn` as it is called.
class LearnCommandTest {
    @TempDir
    Path folder;

    @Test
    void the_profile_goes_to_standard_output_and_all_else_to_standard_error() throws IOException {
        var answer = learn(capped(""));
        assertThat(answer).isEqualTo(new Answer(0, """
                        profile "Learned"
                        keep 2 in reserve
                        quantity not more than 9
                        """, """
                        stockrule: 30 of 30 pairs explained
                        stockrule: available 0 to 29 was seen, and nothing is known of other stock
                        """));
    }

    @Test
    void what_it_proposes_decides_as_the_file_says() throws IOException {
        var profile = folder.resolve("new.stockrule");
        learn(capped(""), "--out", profile.toString(), "--name", "Aroma");
        assertThat(profile).content().startsWith("profile \"Aroma\"\nkeep 2 in reserve\n");
        assertThat(Answer.of("check", profile.toString()).exitCode()).isZero();
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void pairs_that_are_not_explained_are_named_and_give_1() throws IOException {
        var answer = learn(capped("X,12,4\nY,12,\n"));
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out()).endsWith("keep 2 in reserve\nquantity not more than 9\n");
        assertThat(told(answer).lines().limit(4))
                .containsExactly(
                        "stockrule: 30 of 32 pairs explained",
                        "pairs.csv:32: available 12: listed 4, the profile lists 9",
                        "pairs.csv:33: available 12: nothing was sent, the profile lists 9",
                        "stockrule: 2 pairs cannot be explained by any of the profiles that are looked for: with the same"
                                + " facts, something else is listed as often or more often");
    }

    @Test
    void more_pairs_than_a_person_looks_at_are_counted() throws IOException {
        var wrong = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            wrong.append("X%d,20,%d%n".formatted(i, 30 + 7 * i));
        }
        assertThat(learn(capped("Z,20,9\nZ,20,9\n") + wrong).err().lines())
                .contains("stockrule: 32 of 44 pairs explained", "stockrule: 2 more pairs not explained");
    }

    @Test
    void lines_with_mistakes_are_refused_and_change_no_other() throws IOException {
        var answer = learn(capped("X,1.000,9\nY,12,many\nZ,5,3,7\nV,5,-1\nW,5,1000000\nU,x,y\n"));
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out()).endsWith("keep 2 in reserve\nquantity not more than 9\n");
        assertThat(told(answer).lines().limit(9))
                .containsExactly(
                        "pairs.csv:32:3: \"1.000\" is not a whole number; write it without separators",
                        "pairs.csv:33:6: \"many\" is not a whole number",
                        "pairs.csv:34:7: the line has 4 cells, the header has 3",
                        "pairs.csv:35:5: \"-1\" is not a number from 0 to 999999",
                        "pairs.csv:36:5: \"1000000\" is not a number from 0 to 999999",
                        "pairs.csv:37:3: \"x\" is not a whole number",
                        "pairs.csv:37:5: \"y\" is not a whole number",
                        "stockrule: 6 lines with mistakes left out",
                        "stockrule: 30 of 30 pairs explained");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            FILE                                | SAID
            ''                                  | pairs.csv:1:1: the file is empty; its first line names the columns, such as sku,available,listed
            sku,available,listed                | stockrule: there is no line to learn from
            sku,available,listed;A,x,1          | stockrule: there is no line to learn from
            sku,available,qty;A,1,1             | pairs.csv:1:1: no column is called "listed"; there are: "sku", "available", "qty"
            sku,available,lsted;A,1,1           | did you mean --column "listed=lsted"?
            sku,listed;A,1                      | pairs.csv:1:1: no column is called "available", or "level:" and a warehouse; there are: "sku", "listed"
            available,listed;1,1                | pairs.csv:1:1: no column is called "sku"; there are: "available", "listed"
            sku,available,listed,Listed;A,1,1,2 | pairs.csv:1:22: "listed" and "Listed" are both the column "listed"; delete or rename one of them
            sku,available,cap,listed;A,1,2,1 | pairs.csv:1:15: what is set for single listings says nothing of a profile; leave out the rows that have a cap, or call the column otherwise if it means something else
            sku,location,available,listed;A,B,1,1 | pairs.csv:1:5: a row for each location cannot say what was listed of all; write a column "level:" for each warehouse
            """)
    void without_anything_to_learn_from_there_is_no_profile(String file, String said) throws IOException {
        var answer = learn(file.replace(';', '\n'));
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(told(answer)).contains(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            OPTIONS                | SAID
            --column=lsted=x       | --column lsted=... means nothing
            --column=listed=x      | no column is called "x"
            --column=available=listed | no column is called "listed"
            --name=                | --name: no profile can have this name
            --out=pairs.csv        | --out is the file to learn from
            --jsn                  | Unknown option: '--jsn'
            """)
    void wrong_usage_gives_2_and_says_so(String option, String said) throws IOException {
        var answer = learn(capped(""), option.replace("=pairs.csv", "=" + folder.resolve("pairs.csv")));
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains(said);
    }

    @Test
    void columns_may_have_other_names() throws IOException {
        var file = capped("").replace("listed", "amazonQuantity").replace("available", "on hand");
        var answer = learn(file, "--column", "listed=amazonQuantity", "--column", "available=on hand");
        assertThat(answer.exitCode()).isZero();
    }

    @Test
    void a_file_that_cannot_be_read_or_written_gives_2() throws IOException {
        var missing = Answer.of("learn", folder.resolve("missing.csv").toString());
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).endsWith("missing.csv: there is no such file\n");
        var unwritable =
                learn(capped(""), "--out", folder.resolve("no/new.stockrule").toString());
        assertThat(unwritable.exitCode()).isEqualTo(2);
        assertThat(unwritable.err()).contains("cannot write " + folder.resolve("no/new.stockrule"));
    }

    @Test
    void warehouses_packs_and_unknown_stock_are_named_where_they_are_not_explained() throws IOException {
        var file = new StringBuilder("sku,level:Berlin,level:Outlet,pack,listed\n");
        for (int i = 0; i < 40; i++) {
            file.append("S%d,%d,%d,%d,%d%n".formatted(i, i, i * 7 % 11, 1 + i % 2, i / (1 + i % 2)));
        }
        file.append("X,,3,,\nY,12,,6,1\n");
        var answer = learn(file.toString());
        assertThat(answer.out()).isEqualTo("profile \"Learned\"\nuse warehouse \"Berlin\"\nquantity product value\n");
        assertThat(told(answer)).startsWith("""
                        stockrule: 41 of 42 pairs explained
                        pairs.csv:43: "Berlin" 12, "Outlet" unknown, pack 6: listed 1, the profile lists 2
                        """);
    }

    @Test
    void standard_input_is_read() {
        var before = System.in;
        System.setIn(new ByteArrayInputStream(capped("").getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(Answer.of("learn", "-").exitCode()).isZero();
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void a_stock_file_that_says_what_was_listed_is_decided_as_ever() throws IOException {
        var profile = Files.writeString(folder.resolve("a.stockrule"), "profile \"A\"\n");
        var stock = Files.writeString(folder.resolve("stock.csv"), "sku,available,listed\nA,5,x\n");
        var answer = Answer.of("decide", "--profile", profile.toString(), "--stock", stock.toString());
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.err()).startsWith("stockrule: columns not used: \"listed\"\n");
    }

    /// As `keep 2 in reserve` and `not more than 9` have it.
    private static String capped(String more) {
        var file = new StringBuilder("sku,available,listed\n");
        for (int available = 0; available < 30; available++) {
            file.append("S%d,%d,%d%n".formatted(available, available, Math.clamp(available - 2, 0, 9)));
        }
        return file + more;
    }

    private Answer learn(String csv, String... options) throws IOException {
        var file = Files.writeString(folder.resolve("pairs.csv"), csv);
        return Answer.of(Stream.concat(Stream.of("learn", file.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private String told(Answer answer) {
        return answer.err().replace(folder + "/", "");
    }
}
