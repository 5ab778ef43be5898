package io.stockrule.database;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Many rows as the arguments of one statement, an array for each column: `unnest(:merchants, :items)`.
///
/// The arrays are bound under the columns' names, in the order of the rows; a value that is null is null there.
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
        return with(name, Long.class, value);
    }

    public Columns<T> ints(String name, Function<? super T, ? extends @Nullable Integer> value) {
        return with(name, Integer.class, value);
    }

    public Columns<T> texts(String name, Function<? super T, ? extends @Nullable String> value) {
        return with(name, String.class, value);
    }

    public Columns<T> flags(String name, Function<? super T, ? extends @Nullable Boolean> value) {
        return with(name, Boolean.class, value);
    }

    public Columns<T> times(String name, Function<? super T, ? extends @Nullable Instant> value) {
        return with(name, Instant.class, value);
    }

    public Columns<T> bytes(String name, Function<? super T, byte @Nullable []> value) {
        return with(name, byte[].class, value);
    }

    /// The statement with these columns bound.
    public <S extends SqlStatement<S>> S bindTo(S statement) {
        columns.forEach(column -> statement.bindArray(column.name(), column.type(), column.values()));
        return statement;
    }

    private Columns<T> with(String name, Class<?> type, Function<? super T, ? extends @Nullable Object> value) {
        var values = new ArrayList<@Nullable Object>(rows.size());
        rows.forEach(row -> values.add(value.apply(row)));
        columns.add(new Column(name, type, values));
        return this;
    }

    private record Column(String name, Class<?> type, List<@Nullable Object> values) {}
}
