package io.stockrule.sync;

import org.jdbi.v3.core.Jdbi;

/// While it is open, the database refuses to store one listing's decision.
final class RefusedDecision implements AutoCloseable {
    private final Jdbi database;

    RefusedDecision(Jdbi database, long listing) {
        this.database = database;
        database.useHandle(handle -> {
            handle.execute("""
                    create function refuse() returns trigger language plpgsql as $$
                    begin
                        if new.listing_id = %d then raise exception 'refused'; end if;
                        return new;
                    end $$
                    """.formatted(listing));
            handle.execute("create trigger refuse before insert on decision for each row execute function refuse()");
        });
    }

    @Override
    public void close() {
        database.useHandle(handle -> handle.execute("drop trigger refuse on decision; drop function refuse()"));
    }
}
