package io.stockrule.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Many rows as the arguments of one statement, an array for each column: `unnest(:merchants, :items)`.
///
/// The arrays are bound under the columns' names, in the order of the rows; a value that is null is null there.
/// Columns that are named as those of a table can write it, too ([#assignments], [#values]).
public final class Columns<T> {
    private final Collection<T> rows;
    private final List<Column> columns = new ArrayList<>();

    private Columns(Collection<T> rows) {
        this.rows = rows;
    }

    /// Of these rows, no column yet.
    public static <T> Columns<T> of(Collection<T> rows) {
        return new Columns<>(rows);
    }

    public Columns<T> longs(String name, Function<? super T, ? extends @Nullable Long> value) {
        return with(name, "bigint", Long[]::new, value);
    }

    public Columns<T> ints(String name, Function<? super T, ? extends @Nullable Integer> value) {
        return with(name, "integer", Integer[]::new, value);
    }

    public Columns<T> optionalInts(String name, Function<? super T, OptionalInt> value) {
        return ints(name, row -> orNull(value.apply(row)));
    }

    private static @Nullable Integer orNull(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }

    public Columns<T> texts(String name, Function<? super T, ? extends @Nullable String> value) {
        return with(name, "text", String[]::new, value);
    }

    public Columns<T> flags(String name, Function<? super T, ? extends @Nullable Boolean> value) {
        return with(name, "boolean", Boolean[]::new, value);
    }

    public Columns<T> times(String name, Function<? super T, ? extends @Nullable Instant> value) {
        return with(name, "timestamptz", Instant[]::new, value);
    }

    public Columns<T> bytes(String name, Function<? super T, byte @Nullable []> value) {
        return with(name, "bytea", byte[][]::new, value);
    }

    /// Lists of numbers, as texts: only [#assignments] and [#values] make arrays of them.
    ///
    /// @param type of a number, as PostgreSQL names it
    public Columns<T> lists(
            String name, String type, Function<? super T, ? extends @Nullable List<? extends Number>> value) {
        with(name, "text", String[]::new, row -> array(value.apply(row)));
        var texts = columns.removeLast();
        columns.add(new Column(name, "text", "::" + type + "[]", texts.values()));
        return this;
    }

    /// PostgreSQL has no arrays of arrays of different lengths.
    private static @Nullable String array(@Nullable List<? extends Number> numbers) {
        return numbers == null
                ? null
                : numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    public boolean isEmpty() {
        return columns.isEmpty();
    }

    /// The names of the columns, for the head of a table: `a, b`.
    public String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /// The columns as arguments, in that order: `:a, :b`.
    public String arguments() {
        return columns.stream().map(column -> ":" + column.name()).collect(Collectors.joining(", "));
    }

    /// The names of the columns, as what a table is to have in them: `a, b::integer[]`.
    public String values() {
        return columns.stream().map(column -> column.name() + column.cast()).collect(Collectors.joining(", "));
    }

    /// The columns of a table as they are to be: `a = k.a, b = k.b`.
    ///
    /// @param from name of the table that has these columns
    public String assignments(String from) {
        return columns.stream()
                .map(column -> "%s = %s.%s%s".formatted(column.name(), from, column.name(), column.cast()))
                .collect(Collectors.joining(", "));
    }

    /// The statement with these columns bound.
    public <S extends SqlStatement<S>> S bindTo(S statement) {
        columns.forEach(column -> statement.bind(column.name(), column));
        return statement;
    }

    private <V> Columns<T> with(
            String name, String type, IntFunction<V[]> array, Function<? super T, ? extends @Nullable V> value) {
        var values = array.apply(rows.size());
        int at = 0;
        for (var row : rows) {
            values[at++] = value.apply(row);
        }
        columns.add(new Column(name, type, "", values));
        return this;
    }

    /// Binds itself: to have Jdbi find out each time how an array is bound takes as long as the rest of a statement.
    ///
    /// @param type of an element, as PostgreSQL names it
    /// @param cast what makes a value of the column of an element; empty if it is one
    private record Column(String name, String type, String cast, Object[] values) implements Argument {
        @Override
        public void apply(int position, PreparedStatement statement, StatementContext context) throws SQLException {
            var connection = statement.getConnection();
            statement.setArray(
                    position,
                    values instanceof Instant[] times
                            ? TimeArray.of(connection, times)
                            : connection.createArrayOf(type, values));
        }
    }
}
