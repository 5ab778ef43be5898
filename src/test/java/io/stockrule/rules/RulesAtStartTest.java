package io.stockrule.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesAtStartTest {
    private static final String FOLDER = "stockrule.rules.folder";

    @TempDir
    Path path;

    @AfterEach
    void forgetTheSetting() {
        System.clearProperty(FOLDER);
    }

    @Test
    void what_was_begun_is_taken_once_by_who_wants_this_folder() {
        var folder = RulesFolder.in(path).with("x", "x: -> list(4)");
        begin(folder);
        assertThat(RulesAtStart.take(path).orElseThrow().included()).containsOnlyKeys("x");
        assertThat(RulesAtStart.take(path)).isEmpty();
        begin(folder);
        assertThat(RulesAtStart.take(path.resolve("other"))).isEmpty();
    }

    @Test
    void steps_with_a_mistake_are_told_to_who_takes_them() {
        begin(RulesFolder.in(path).write("10-guard.drl", "rule"));
        assertThatThrownBy(() -> RulesAtStart.take(path))
                .isInstanceOf(InvalidRuleFiles.class)
                .hasMessageContaining("10-guard.drl");
    }

    private static void begin(RulesFolder folder) {
        System.setProperty(FOLDER, folder.path().toString());
        RulesAtStart.begin();
    }
}
