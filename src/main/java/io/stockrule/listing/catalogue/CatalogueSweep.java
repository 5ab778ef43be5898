package io.stockrule.listing.catalogue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AccountLeftovers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Jdbi;

/// Takes away what nobody needs any more: catalogues that nobody has asked for in a long time, and rows of readings
/// that
/// broke off, were overtaken or were followed by another. Any replica may do it, at any time.
@ApplicationScoped
public class CatalogueSweep implements AccountLeftovers {
    private static final int PART = 5_000;

    /// The tables of rows, and what tells one row of a reading from another.
    private static final Map<String, String> TABLES =
            Map.of("catalogue_row", "seller_sku", "catalogue_odd_row", "line");

    private static final String EXPIRE = """
            update catalogue set reading = null, beginning = null, wanted_at = null
            where (merchant_id, amazon_account_id, marketplace) in (
                select merchant_id, amazon_account_id, marketplace from catalogue
                where asked_at <= :before and (reading is not null or beginning is not null or wanted_at is not null)
                order by 1, 2, 3 for update skip locked)
            """;

    /// Rows whose reading is neither in force nor under way. Two ranges of the key, and not one condition, so that the
    /// rows that count are not looked at.
    private static final String STALE = """
            with part as (
                select r.merchant_id, r.amazon_account_id, r.marketplace, r.reading, r.<row>
                from (select * from catalogue order by merchant_id, amazon_account_id, marketplace
                    for update skip locked) c
                cross join lateral (
                    (select * from <table> r
                    where r.merchant_id = c.merchant_id and r.amazon_account_id = c.amazon_account_id
                        and r.marketplace = c.marketplace
                        and r.reading < coalesce(c.reading, c.beginning, 9223372036854775807)
                    limit :most)
                    union all
                    (select * from <table> r
                    where r.merchant_id = c.merchant_id and r.amazon_account_id = c.amazon_account_id
                        and r.marketplace = c.marketplace and r.reading > c.reading
                        and r.reading < coalesce(c.beginning, 9223372036854775807)
                    limit :most)) r
                limit :most)
            delete from <table> r using part
            where (r.merchant_id, r.amazon_account_id, r.marketplace, r.reading, r.<row>)
                = (part.merchant_id, part.amazon_account_id, part.marketplace, part.reading, part.<row>)
            """;

    private static final String FORGET = """
            delete from catalogue c
            where asked_at <= :before and reading is null and beginning is null
                and not exists (select from catalogue_row r
                    where r.merchant_id = c.merchant_id and r.amazon_account_id = c.amazon_account_id
                        and r.marketplace = c.marketplace)
                and not exists (select from catalogue_odd_row r
                    where r.merchant_id = c.merchant_id and r.amazon_account_id = c.amazon_account_id
                        and r.marketplace = c.marketplace)
            """;

    private static final String LEFT = """
            delete from <table> where (merchant_id, amazon_account_id, marketplace, reading, <row>) in (
                select merchant_id, amazon_account_id, marketplace, reading, <row> from <table>
                where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                limit :most)
            """;

    private final Jdbi database;
    private final InstantSource time;
    private final KeptCatalogueConfig config;

    CatalogueSweep(Jdbi database, InstantSource time, KeptCatalogueConfig config) {
        this.database = database;
        this.time = time;
        this.config = config;
    }

    /// All of it, in short transactions.
    public void sweep() {
        var before = time.instant().minus(config.keptFor());
        transaction(() -> database.withHandle(
                handle -> handle.createUpdate(EXPIRE).bind("before", before).execute()));
        for (var table : TABLES.keySet()) {
            while (transaction(() -> deleteStale(table)) == PART) {
                // the next part
            }
        }
        transaction(() -> database.withHandle(
                handle -> handle.createUpdate(FORGET).bind("before", before).execute()));
    }

    private int deleteStale(String table) {
        return database.withHandle(handle ->
                handle.createUpdate(of(table, STALE)).bind("most", PART).execute());
    }

    private static int transaction(Callable<Integer> part) {
        return QuarkusTransaction.requiringNew().call(part);
    }

    private static String of(String table, String statement) {
        return statement.replace("<table>", table).replace("<row>", TABLES.getOrDefault(table, ""));
    }

    @Override
    public int delete(AccountKey account, int most) {
        int rows = 0;
        for (var table : TABLES.keySet()) {
            if (rows == 0) {
                rows = database.withHandle(handle -> handle.createUpdate(of(table, LEFT))
                        .bindMethods(account)
                        .bind("most", most)
                        .execute());
            }
        }
        return rows;
    }
}
