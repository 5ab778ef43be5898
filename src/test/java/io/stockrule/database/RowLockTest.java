package io.stockrule.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.regex.Pattern.DOTALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.stockrule.work.OpenChange;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Pins what PostgreSQL does with rows that a statement has to wait for, which decides how we lock them.
@QuarkusTest
class RowLockTest {
    @Inject
    Jdbi database;

    @BeforeEach
    void createRows() {
        database.useHandle(handle -> handle.execute("""
                create table thing (id bigint primary key, number bigint not null);
                insert into thing select id, 0 from generate_series(1, 8) id
                """));
    }

    @AfterEach
    void drop() {
        database.useHandle(handle -> handle.execute("drop table thing"));
    }

    @Test
    void rows_locked_in_a_sub_select_are_all_found_as_they_are_after_the_wait() {
        assertThat(numbersAfterWaiting("""
                select l.number from (select * from unnest(array[1,2,3,4,5,6,7,8]) order by 1) k(id)
                cross join lateral (select * from thing t where t.id = k.id for update) l
                """)).containsExactly(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L);
    }

    /// Should this ever find all 8, the sub-selects can go.
    @Test
    void rows_locked_beside_the_keys_they_are_joined_with_get_lost() {
        assertThat(numbersAfterWaiting("""
                select l.number from thing l join unnest(array[1,2,3,4,5,6,7,8]) k(id) using (id) for update of l
                """)).hasSize(1);
    }

    @Test
    void no_statement_of_ours_locks_rows_beside_the_keys_they_are_joined_with() throws IOException {
        try (var files = Files.walk(Path.of("src", "main", "java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .flatMap(RowLockTest::textBlocks)
                            .filter(sql -> sql.contains("unnest") && sql.contains("for update")))
                    .isNotEmpty()
                    .allSatisfy(sql -> assertThat(sql).contains("lateral"));
        }
    }

    private List<Long> numbersAfterWaiting(String sql) {
        var numbers = new ArrayList<Long>();
        try (var change = OpenChange.of("update thing set number = 1")) {
            change.commitWhileWaiting(() -> database.useHandle(handle ->
                    numbers.addAll(handle.createQuery(sql).mapTo(Long.class).list())));
        }
        return numbers;
    }

    private static Stream<String> textBlocks(Path file) {
        try {
            return Pattern.compile("\"\"\".*?\"\"\"", DOTALL)
                    .matcher(Files.readString(file, UTF_8))
                    .results()
                    .map(MatchResult::group);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
