package io.stockrule.rules;

import static io.stockrule.rules.RulesFolder.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.rules.file.FolderContent;
import io.stockrule.stock.Outcome.Lists;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules that are no longer in force go with all that was made of them.
class RuleReloadMemoryTest {
    @TempDir
    Path path;

    private RulesFolder folder;
    private Rules rules;

    @BeforeEach
    void loadTheSteps() {
        folder = RulesFolder.in(path).with("x", "x: -> list(4)").withScenarios("x");
        rules = folder.load();
    }

    @Test
    void dozens_of_reloads_leave_no_classes_behind() {
        changeManyTimes(5); // what Drools loads once
        long before = classesAfterCollection();
        changeManyTimes(30);
        assertThat(classesAfterCollection() - before).isLessThan(100);
    }

    /// Each time a dozen classes are made; all but the last ones have to go.
    private void changeManyTimes(int times) {
        IntStream.range(0, times).forEach(i -> {
            folder.with("x", "x: available > " + i + " -> list(" + i + ")");
            folder.write("10-guard.drl", folder.read("10-guard.drl") + "// again\n");
            assertThat(rules.takeOver(FolderContent.read(path))).isEqualTo(new RulesChanged(true, Set.of("x")));
            assertThat(outcome(rules, "when available is 1 then hold; include rules \"x\"", "Berlin 99"))
                    .isEqualTo(new Lists(i));
        });
    }

    private static long classesAfterCollection() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
        }
        return least;
    }
}
