package io.stockrule.rules;

import static io.stockrule.rules.RulesFolder.HEADER;
import static io.stockrule.rules.RulesFolder.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.rules.file.FolderContent;
import io.stockrule.stock.Outcome.Lists;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleReloadsTest {
    @TempDir
    Path temporary;

    private final Heard heard = new Heard();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Path path;
    private RulesFolder folder;
    private Rules rules;
    private RuleReloads reloads;

    @BeforeEach
    void loadTheSteps() {
        path = temporary.resolve("rules");
        folder = RulesFolder.in(path).with("x", "x: -> list(4)").withScenarios("x", "y");
        begin(Duration.ofHours(1));
    }

    private void begin(Duration reloadEvery) {
        rules = folder.load();
        reloads = new RuleReloads(rules, new Config(path, reloadEvery), meters, heard);
    }

    @Test
    void a_changed_file_takes_over_once_two_looks_in_a_row_have_seen_the_same() {
        reloads.look();
        folder.with("x", "x: -> list(40)");
        assertThat(reloads.look()).isFalse();
        assertThat(listed()).isEqualTo(new Lists(4));
        folder.with("x", "x: -> list(41)");
        reloads.look();
        assertThat(listed()).isEqualTo(new Lists(4));
        reloads.look();
        assertThat(listed()).isEqualTo(new Lists(41));
        assertThat(meters.timer("stockrule.rules.load").count()).isEqualTo(1);
        reloads.look();
        assertThat(meters.timer("stockrule.rules.load").count())
                .as("nothing has changed since")
                .isEqualTo(1);
    }

    @Test
    void the_first_look_runs_the_scenarios() {
        folder.write("included/x.scenarios.csv", HEADER + "five,\"include rules \"\"x\"\"\",Berlin 9,,,lists,5,\n");
        begin(Duration.ofHours(1));
        assertThat(listed()).isEqualTo(new Lists(4));
        reloads.look();
        assertThat(reloads.problems()).singleElement().asString().contains("five: expected lists 5, got");
        assertThat(reloads.problems()).isEqualTo(rules.problems());
    }

    @Test
    void what_is_in_use_is_told_when_it_changes_and_again_when_nobody_could_take_it() {
        reloads.look();
        reloads.look();
        assertThat(heard.events).containsExactly(rules.inUse());
        folder.with("x", "x: -> list(40)");
        heard.fails = true;
        reloads.look();
        assertThatThrownBy(reloads::look).isInstanceOf(IllegalStateException.class);
        heard.fails = false;
        reloads.look();
        reloads.look();
        assertThat(heard.events).hasSize(2).last().isEqualTo(rules.inUse());
        assertThat(rules.inUse().changedSince(heard.events.getFirst()).included())
                .containsExactly("x");
    }

    @Test
    void a_folder_that_cannot_be_read_is_a_problem_until_it_can() throws IOException {
        var away = temporary.resolve("away");
        Files.move(path, away);
        reloads.look();
        assertThat(reloads.problems()).singleElement().asString().startsWith("cannot read the rules folder");
        assertThat(listed()).isEqualTo(new Lists(4));
        Files.move(away, path);
        reloads.look();
        assertThat(reloads.problems()).isEmpty();
    }

    @Test
    void health_tells_the_first_ten_problems_and_how_many_there_are() {
        var health = new RuleFilesHealth(reloads);
        assertThat(health.call().getStatus()).isEqualTo(Status.UP);
        assertThat(health.call().getData().orElseThrow()).containsOnly(Map.entry("problems", 0L));
        IntStream.range(0, 12).forEach(i -> folder.write("included/bad" + i + ".drl", "rule"));
        reloads.look();
        reloads.look();
        assertThat(health.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.call().getData().orElseThrow())
                .containsEntry("problems", 12L)
                .containsEntry("problem 1", rules.problems().getFirst())
                .containsEntry("problem 10", rules.problems().get(9))
                .hasSize(11);
    }

    @Test
    void the_log_has_a_line_for_files_taken_not_taken_and_mended_and_none_for_the_looks_between() throws IOException {
        var lines = new CopyOnWriteArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getLevel() + " " + new SimpleFormatter().formatMessage(line));
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        var logger = Logger.getLogger(RuleReloads.class.getName());
        logger.addHandler(handler);
        try {
            folder.with("x", "x: -> list(40)");
            lookTwice();
            folder.with("x", "x: color == 1 -> list(41)").with("y", "y: -> lst(41)");
            lookTwice();
            lookTwice();
            folder.with("x", "x: -> list(42)").delete("included/y.drl");
            lookTwice();
            var away = temporary.resolve("away");
            Files.move(path, away);
            lookTwice();
            Files.move(away, path);
            lookTwice();
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(lines)
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("rule files taken: included \"x\""),
                        line -> assertThat(line).contains("rule files taken: included \"y\""),
                        line -> assertThat(line)
                                .contains("rule files not taken, what was in force before stays: ")
                                .contains("x.drl:3: unknown word \"color\"", "y.drl:3: ")
                                .doesNotContain("\n"),
                        line -> assertThat(line).contains("rule files taken: included \"x\", included \"y\""),
                        line -> assertThat(line).contains("rule files mended"),
                        line -> assertThat(line).contains("not taken").contains("cannot read the rules folder"),
                        line -> assertThat(line).contains("rule files mended"));
    }

    private void lookTwice() {
        reloads.look();
        reloads.look();
    }

    @Test
    void it_looks_by_itself_between_start_and_stop() throws InterruptedException {
        begin(Duration.ofMillis(20));
        reloads.start(new StartupEvent());
        Awaitility.await().until(() -> !heard.events.isEmpty());
        folder.with("x", "x: -> list(40)");
        Awaitility.await().until(() -> heard.events.size() == 2);
        reloads.stop();
        folder.with("x", "x: -> list(41)");
        assertThat(rules.seen()).isNotEqualTo(FolderContent.read(path));
        Awaitility.await()
                .during(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(listed()).isEqualTo(new Lists(40)));
    }

    private Object listed() {
        return outcome(rules, "include rules \"x\"", "Berlin 9");
    }

    private record Config(Path folder, Duration reloadEvery) implements RulesConfig {
        @Override
        public int cachedExceptions() {
            return 100;
        }

        @Override
        public int firingsPerListing() {
            return 100;
        }
    }

    /// Stands for whoever listens.
    private static final class Heard implements Event<RulesInUse> {
        private final List<RulesInUse> events = new CopyOnWriteArrayList<>();
        private volatile boolean fails;

        @Override
        public void fire(RulesInUse event) {
            if (fails) {
                throw new IllegalStateException("the database is away");
            }
            events.add(event);
        }

        @Override
        public <U extends RulesInUse> CompletionStage<U> fireAsync(U event) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException());
        }

        @Override
        public <U extends RulesInUse> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
            return fireAsync(event);
        }

        @Override
        public Event<RulesInUse> select(Annotation... qualifiers) {
            return this;
        }

        @Override
        public <U extends RulesInUse> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends RulesInUse> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }
    }
}
