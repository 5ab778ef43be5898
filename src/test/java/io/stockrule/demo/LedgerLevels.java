package io.stockrule.demo;

import io.stockrule.database.SharedDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// The levels that count, as the ledger has them and as they are in the simulated Shopify. There is no address that
/// answers all of a shop's, so the ledger's are read from the database.
record LedgerLevels(SharedDatabase database, Http simulators) {
    record Place(long item, long location) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::item).thenComparing(Place::location);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    record Level(long available, Instant updatedAt) {
        Level newer(Level other) {
            return other.updatedAt.isAfter(updatedAt) ? other : this;
        }
    }

    /// @param doubtful Shopify has contradicted itself, and this is the lowest that it said. About an item that nobody
    ///     sells it is not asked again
    record Known(Level level, boolean doubtful) {
        boolean fits(Level truth) {
            return doubtful
                    ? level.updatedAt().equals(truth.updatedAt()) && level.available() <= truth.available()
                    : level.equals(truth);
        }
    }

    /// Of items that Shopify counts.
    Map<Place, Known> known() throws SQLException {
        try (var connection = database.connect();
                var rows = connection.createStatement().executeQuery("""
                        select inventory_item_id, location_id, available, updated_at, state = 'DOUBTFUL'
                        from stock_level l left join inventory_item i using (merchant_id, shop_id, inventory_item_id)
                        where state <> 'UNCONFIRMED' and available is not null and coalesce(i.tracked, true)
                        """)) {
            var levels = new HashMap<Place, Known>();
            while (rows.next()) {
                var updatedAt = rows.getObject(4, OffsetDateTime.class).toInstant();
                levels.put(
                        new Place(rows.getLong(1), rows.getLong(2)),
                        new Known(new Level(rows.getLong(3), updatedAt), rows.getBoolean(5)));
            }
            return levels;
        }
    }

    Map<Place, Level> truth() {
        var levels = new HashMap<Place, Level>();
        for (var item : Scenery.stocked(simulators)) {
            for (var level : item.path("levels")) {
                if (level.path("active").asBoolean() && level.path("available").isInt()) {
                    levels.put(
                            new Place(
                                    level.path("item").asLong(),
                                    level.path("location").asLong()),
                            new Level(
                                    level.path("available").asLong(),
                                    Instant.parse(level.path("updated").asText())));
                }
            }
        }
        return levels;
    }

    /// From now on it is noted when a level takes a number that is older than the one it had.
    void watch() throws SQLException {
        execute("""
                create table went_back (item bigint, location bigint, was timestamptz, became timestamptz);
                create function note_going_back() returns trigger language plpgsql as $$
                    begin
                        insert into went_back
                        values (old.inventory_item_id, old.location_id, old.updated_at, new.updated_at);
                        return new;
                    end
                $$;
                create trigger went_back before update on stock_level
                    for each row when (coalesce(new.updated_at < old.updated_at, old.updated_at is not null))
                    execute function note_going_back();
                """);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
