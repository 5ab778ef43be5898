package io.stockrule.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FmtCommandTest {
    private static final String UGLY = "PROFILE \"A\" # mine\n\n\nKEEP 02 in reserve";
    private static final String PRETTY = "profile \"A\"  # mine\n\nkeep 2 in reserve\n";

    @TempDir
    Path folder;

    @Test
    void a_profile_is_formatted_in_place_in_silence() throws IOException {
        var file = file("a.stockrule", UGLY);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        assertThat(Answer.of("fmt", file.toString())).isEqualTo(new Answer(0, "", ""));
        assertThat(Files.readString(file)).isEqualTo(PRETTY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw----");
        assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining(it -> !it.equals(file));
    }

    @Test
    void a_formatted_profile_is_not_written() throws IOException {
        var file = file("a.stockrule", PRETTY);
        var before = Files.readAttributes(file, "lastModifiedTime,fileKey");
        assertThat(Answer.of("fmt", file.toString()).exitCode()).isZero();
        assertThat(Files.readAttributes(file, "lastModifiedTime,fileKey")).isEqualTo(before);
    }

    @Test
    void a_link_stays_a_link() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("link"), file("a.stockrule", UGLY));
        assertThat(Answer.of("fmt", link.toString()).exitCode()).isZero();
        assertThat(link).isSymbolicLink().hasContent(PRETTY);
    }

    @Test
    void check_names_what_would_change_and_changes_nothing() throws IOException {
        var ugly = file("ugly.stockrule", UGLY);
        var pretty = file("pretty.stockrule", PRETTY);
        assertThat(Answer.of("fmt", "--check", ugly.toString(), pretty.toString()))
                .isEqualTo(new Answer(1, ugly + "\n", ""));
        assertThat(Answer.of("fmt", "--check", pretty.toString())).isEqualTo(new Answer(0, "", ""));
        assertThat(ugly).hasContent(UGLY);
    }

    @Test
    void a_profile_with_an_error_is_left_as_it_is_and_the_others_are_formatted() throws IOException {
        var bad = file("bad.stockrule", "profile   \"A\"\nkeep  much");
        var good = file("good.stockrule", UGLY);
        var answer = Answer.of("fmt", bad.toString(), good.toString());
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err()).startsWith(bad + ":2:7: SR101 ");
        assertThat(bad).hasContent("profile   \"A\"\nkeep  much");
        assertThat(good).hasContent(PRETTY);
    }

    @Test
    void standard_input_goes_to_standard_output() {
        var in = System.in;
        try {
            System.setIn(new ByteArrayInputStream(UGLY.getBytes(StandardCharsets.UTF_8)));
            assertThat(Answer.of("fmt", "-")).isEqualTo(new Answer(0, PRETTY, ""));
        } finally {
            System.setIn(in);
        }
    }

    @Test
    void a_file_that_is_not_there_gives_2() {
        assertThat(Answer.of("fmt", folder.resolve("none").toString()))
                .isEqualTo(new Answer(
                        2, "", "stockrule: cannot read " + folder.resolve("none") + ": there is no such file\n"));
        assertThat(Answer.of("fmt").exitCode()).isEqualTo(2);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
