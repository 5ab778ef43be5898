package io.stockrule.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ColumnsTest {
    @Inject
    Jdbi database;

    private record Thing(
            long id,
            @Nullable Integer count,
            @Nullable String name,
            @Nullable Boolean on,
            @Nullable Instant at) {}

    @Test
    void rows_come_back_as_they_went_in_order_with_what_they_lack() {
        var rows = List.of(
                new Thing(2, 7, "a,\"b\"", true, Instant.EPOCH),
                new Thing(1, null, null, null, null),
                new Thing(3, -1, "", false, Instant.parse("2026-10-25T01:30:00Z")));
        var columns = Columns.of(rows)
                .longs("ids", Thing::id)
                .ints("counts", Thing::count)
                .texts("names", Thing::name)
                .flags("ons", Thing::on)
                .times("ats", Thing::at);
        var found = database.withHandle(handle -> columns.bindTo(handle.createQuery("""
                        select * from unnest(:ids, :counts, :names, :ons, :ats) with ordinality
                            k(id, count, name, "on", at, place) order by place
                        """))
                .map((row, _) -> new Thing(
                        row.getLong(1),
                        row.getObject(2, Integer.class),
                        row.getString(3),
                        row.getObject(4, Boolean.class),
                        row.getTimestamp(5) == null ? null : row.getTimestamp(5).toInstant()))
                .list());
        assertThat(found).isEqualTo(rows);
    }

    @Test
    void bytes_come_back_as_they_went() {
        var columns = Columns.of(List.of("one", "two")).bytes("texts", text -> text.getBytes(UTF_8));
        var found = database.withHandle(
                handle -> columns.bindTo(handle.createQuery("select convert_from(t, 'UTF8') from unnest(:texts) t"))
                        .mapTo(String.class)
                        .list());
        assertThat(found).containsExactly("one", "two");
    }

    private record Kept(
            OptionalInt count,
            @Nullable List<Integer> numbers,
            @Nullable String text) {}

    @Test
    void columns_name_themselves_so_that_a_table_can_be_written_from_them() {
        var rows = List.of(
                new Kept(OptionalInt.of(7), List.of(3, -1), "{\"a\": \"b,\\\"c\\\"\"}"),
                new Kept(OptionalInt.empty(), null, null),
                new Kept(OptionalInt.of(0), List.of(), "[]"));
        var columns = Columns.of(rows)
                .optionalInts("count", Kept::count)
                .lists("numbers", "integer", Kept::numbers)
                .texts("text", Kept::text);
        var found = database.inTransaction(handle -> {
            handle.execute("create temporary table kept (id int, count int, numbers int[], text text) on commit drop");
            handle.execute("insert into kept (id) select generate_series(1, 3)");
            columns.bindTo(handle.createUpdate("""
                            update kept t set <assignments>
                            from unnest(<arguments>) with ordinality k(<names>, id) where t.id = k.id
                            """.replace("<assignments>", columns.assignments("k"))
                            .replace("<arguments>", columns.arguments())
                            .replace("<names>", columns.names())))
                    .execute();
            return handle.createQuery("select count, numbers, text from kept order by id")
                    .map((row, _) -> new Kept(
                            row.getObject(1) == null ? OptionalInt.empty() : OptionalInt.of(row.getInt(1)),
                            row.getArray(2) == null
                                    ? null
                                    : List.of((Integer[]) row.getArray(2).getArray()),
                            row.getString(3)))
                    .list();
        });
        assertThat(found).isEqualTo(rows);
    }

    /// PostgreSQL reads the same times as texts.
    @Test
    void times_are_those_that_postgresql_reads_itself() {
        var random = new Random(20_261_130);
        var times = Stream.concat(
                        Stream.of(
                                Instant.EPOCH,
                                Instant.parse("1999-12-31T23:59:59.999999Z"),
                                Instant.parse("1969-12-31T23:59:59.9999996Z"),
                                Instant.parse("2026-11-30T12:00:00.000000499Z"),
                                Instant.parse("2026-12-31T23:59:59.999999501Z"),
                                Instant.parse("9999-12-31T23:59:59Z")),
                        Stream.generate(() -> Instant.ofEpochSecond(
                                random.nextLong(-4_000_000_000L, 9_000_000_000L), 10 * random.nextInt(100_000_000))))
                .filter(time -> time.getNano() % 1_000 != 500) // PostgreSQL rounds a half to even, or nearly
                .limit(500)
                .toList();
        var columns = Columns.of(times).times("times", time -> time).texts("texts", Instant::toString);
        var differing = database.withHandle(handle ->
                columns.bindTo(handle.createQuery("""
                        select text from unnest(:times, :texts) k(time, text)
                        where time is distinct from text::timestamptz
                        """)).mapTo(String.class).list());
        assertThat(differing).isEmpty();
    }

    @Test
    void no_rows_are_no_rows() {
        var columns = Columns.of(List.<Thing>of()).longs("ids", Thing::id).times("ats", Thing::at);
        var found = database.withHandle(
                handle -> columns.bindTo(handle.createQuery("select id from unnest(:ids, :ats) k(id, at)"))
                        .mapTo(Long.class)
                        .list());
        assertThat(found).isEmpty();
    }

    @Test
    void there_is_no_second_way_to_make_columns_of_rows() throws IOException {
        try (var files = Files.walk(Path.of("src", "main", "java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.endsWith("Columns.java"))
                            .filter(file -> read(file).matches("(?s).*bindArray\\([^;]*?(stream\\(\\)|column\\().*")))
                    .isEmpty();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
