package io.stockrule;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.DOTALL;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Time comes from the one injected clock, in Java and in SQL: a test can then pass weeks in a moment, and
/// replicas agree.
class OneClockTest {
    private static final Path MAIN = Path.of("src", "main");

    /// The clock itself, and a process that is no part of the service.
    private static final List<String> EXEMPT = List.of("/database/DatabaseClock.java", "/command/");

    private static final Pattern JAVA_TEXT = Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", DOTALL);
    private static final Pattern SQL_COMMENT = Pattern.compile("--.*|/\\*.*?\\*/");
    private static final Pattern SQL_CLOCK = Pattern.compile(
            "\\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\\s*\\("
                    + "|\\b(current_(timestamp|time|date)|localtime(stamp)?)\\b",
            CASE_INSENSITIVE);

    @Test
    void java_reads_no_clock_of_its_own() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.stockrule.simulator..", "io.stockrule.command..", "io.stockrule.demo..")
                .and()
                .doNotHaveFullyQualifiedName("io.stockrule.database.DatabaseClock")
                .should()
                .accessTargetWhere(describe("a clock is read", access -> readsClock(access.getTarget())))
                .check(ArchitectureTest.OURS);
    }

    private static boolean readsClock(AccessTarget target) {
        var owner = target.getOwner().getName();
        return switch (target.getName()) {
            case "now" -> owner.startsWith("java.time.");
            case "system", "systemUTC", "systemDefaultZone", "tick", "tickMillis", "tickSeconds", "tickMinutes" ->
                owner.startsWith("java.time.");
            case "currentTimeMillis" -> owner.equals("java.lang.System");
            case "<init>" ->
                owner.equals("java.util.Date") && target.getFullName().endsWith("()");
            case "getInstance" -> owner.equals("java.util.Calendar");
            default -> false;
        };
    }

    @Test
    void sql_reads_no_clock_of_its_own() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(OneClockTest::concerned)
                            .flatMap(OneClockTest::clocksIn))
                    .isEmpty();
        }
    }

    private static boolean concerned(Path file) {
        var name = file.toString().replace('\\', '/');
        return (name.endsWith(".sql") || name.endsWith(".java"))
                && EXEMPT.stream().noneMatch(name::contains);
    }

    private static Stream<String> clocksIn(Path file) {
        try {
            var text = Files.readString(file, UTF_8);
            return clocksIn(file.toString().endsWith(".sql") ? text : texts(text))
                    .map(clock -> file + ": " + clock);
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    private static String texts(String java) {
        return String.join(
                "\n", JAVA_TEXT.matcher(java).results().map(MatchResult::group).toList());
    }

    private static Stream<String> clocksIn(String sql) {
        return SQL_CLOCK
                .matcher(SQL_COMMENT.matcher(sql).replaceAll(""))
                .results()
                .map(MatchResult::group);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            SQL                                   | CLOCK
            select now()                          | now(
            update t set at = CURRENT_TIMESTAMP   | CURRENT_TIMESTAMP
            where due < clock_timestamp ( )       | clock_timestamp (
            insert into t values (localtimestamp) | localtimestamp
            default current_date                  | current_date
            """)
    void a_clock_in_sql_is_found(String sql, String clock) {
        assertThat(clocksIn(sql)).containsExactly(clock);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select :now", "where known(x)", "select 1 -- not now()", "current_timestamps", "t.now"})
    void what_only_looks_like_a_clock_in_sql_is_not_one(String sql) {
        assertThat(clocksIn(sql)).isEmpty();
    }
}
