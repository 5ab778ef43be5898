package io.stockrule.editor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.KnownNames;
import io.stockrule.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesFollowedTest {
    private static final Path OURS = Path.of("rules");
    private static final String URI = "file:///a.stockrule";
    private static final String INCLUDING =
            "profile \"A\"\ninclude rules \"seasonal-cap\"\npromise listed is at most available\n";

    @TempDir
    Path folder;

    private final List<String> complaints = new ArrayList<>();
    private final AtomicInteger loads = new AtomicInteger();

    private RulesFollowed files(Path of) {
        return new RulesFollowed(of, _ -> {
            loads.incrementAndGet();
            return Optional.of(Rules.load(of));
        });
    }

    @Test
    void they_are_compiled_once_when_they_are_needed() {
        var files = files(OURS);
        assertThat(files.known(KnownNames.ANY, complaints::add).ruleFiles().orElseThrow())
                .contains("seasonal-cap");
        assertThat(loads).hasValue(0);
        assertThat(files.decides(complaints::add)).isPresent();
        assertThat(files.decides(complaints::add)).isPresent();
        assertThat(loads).hasValue(1);
        assertThat(complaints).isEmpty();
    }

    @Test
    void without_a_folder_any_name_will_do() {
        var files = files(folder.resolve("none"));
        assertThat(files.known(KnownNames.ANY, complaints::add)).isEqualTo(KnownNames.ANY);
        assertThat(complaints).isEmpty();
    }

    @Test
    void they_are_read_again_when_they_have_changed() throws IOException {
        copy();
        var files = files(folder);
        files.decides(complaints::add);
        var file = folder.resolve("included").resolve("stop-and-relist.drl");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        files.decides(complaints::add);
        assertThat(loads).hasValue(2);
        Files.delete(file);
        assertThat(files.known(KnownNames.ANY, complaints::add).ruleFiles().orElseThrow())
                .doesNotContain("stop-and-relist")
                .contains("seasonal-cap");
    }

    @Test
    void what_is_wrong_with_them_is_told_once_and_profiles_are_checked_without_them() throws Exception {
        var broken = new ServerSettings(
                Optional.empty(),
                new RulesFollowed(OURS, complain -> {
                    complain.accept("x.drl:1: nonsense");
                    return Optional.empty();
                }),
                () -> TestEditor.TODAY,
                Optional.empty());
        try (var editor = TestEditor.ready(new TestEditor(broken), "{}")) {
            assertThat(editor.open(URI, INCLUDING))
                    .singleElement()
                    .satisfies(each -> assertThat(each.getCode().getLeft()).isEqualTo("SR309"));
            assertThat(editor.open("file:///b.stockrule", INCLUDING)).hasSize(1);
            assertThat(editor.shown).containsExactly("the rule files cannot be used: x.drl:1: nonsense");
        }
    }

    @Test
    void promises_are_held_against_what_included_rules_do() throws Exception {
        try (var editor = TestEditor.with()) {
            assertThat(editor.open(URI, INCLUDING))
                    .isNotEmpty()
                    .noneMatch(each -> each.getCode().getLeft().equals("SR309"));
        }
    }

    private void copy() throws IOException {
        try (var all = Files.walk(OURS)) {
            for (var file : all.toList()) {
                var to = folder.resolve(OURS.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
    }
}
