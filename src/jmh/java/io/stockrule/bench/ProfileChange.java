package io.stockrule.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How long a new text of a profile takes until all of its listings are decided again and handed over.
final class ProfileChange implements Section {
    private static final int LISTINGS = Integer.getInteger("stockrule.bench.listings", 1_000_000);
    private static final double BAR_SECONDS = 50.0 * LISTINGS / 1_000_000;

    @Override
    public String name() {
        return "change";
    }

    @Override
    public List<Row> measure(Place place) throws Exception {
        try (var service = new LiveService(place, 100, Map.of("STOCKRULE_DELIVERY_ENABLED", "false"))) {
            var large = LargeMerchant.of(service, service.connect("change.myshopify.com", 100), LISTINGS);
            var rows = new ArrayList<Row>();
            try (var database = service.database()) {
                long first = System.nanoTime();
                large.saveProfile("quantity not more than 6");
                large.awaitDecided(database);
                rows.add(Row.info("%,d listings, the first time".formatted(LISTINGS), seconds(first), "s"));
                large.allSent(database);
                measure(large, database, "quantity not more than 5", "another number for each", rows);
                large.allSent(database);
                measure(large, database, "quantity not more than 5\nkeep 0 in reserve", "the numbers stay", rows);
                try (var query = database.createStatement();
                        var hot = query.executeQuery("""
                                select relname, n_tup_upd, n_tup_hot_upd from pg_stat_user_tables
                                where relname in ('delivery', 'decision', 'target', 'listing') order by 1
                                """)) {
                    while (hot.next()) {
                        rows.add(Row.info(
                                "updates of %s, of them %,d within their pages"
                                        .formatted(hot.getString(1), hot.getLong(3)),
                                hot.getLong(2),
                                ""));
                    }
                }
            }
            return rows;
        }
    }

    private static void measure(
            LargeMerchant large, Connection database, String statements, String what, List<Row> rows)
            throws SQLException, InterruptedException {
        long start = System.nanoTime();
        large.saveProfile(statements);
        double answered = seconds(start) * 1_000;
        large.awaitDecided(database);
        double whole = seconds(start);
        rows.add(Row.below(BAR_SECONDS, "a profile's change, %s: decided and handed over".formatted(what), whole, "s"));
        rows.add(Row.info("of it a second", LISTINGS / whole, "/s"));
        rows.add(Row.below(300, "until the change was answered", answered, "ms"));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
