package io.stockrule.sync;

import org.jdbi.v3.core.Jdbi;

/// While it is open, the database refuses to store some rows of a table.
public final class RefusedRows implements AutoCloseable {
    private final Jdbi database;
    private final String table;

    /// @param column in which this number is refused
    public RefusedRows(Jdbi database, String table, String column, long number) {
        this.database = database;
        this.table = table;
        database.useHandle(handle -> {
            handle.execute("""
                    create function refuse() returns trigger language plpgsql as $$
                    begin
                        if new.%s = %d then raise exception 'refused'; end if;
                        return new;
                    end $$
                    """.formatted(column, number));
            handle.execute(
                    "create trigger refuse before insert on " + table + " for each row execute function refuse()");
        });
    }

    @Override
    public void close() {
        database.useHandle(handle -> handle.execute("drop trigger refuse on " + table + "; drop function refuse()"));
    }
}
