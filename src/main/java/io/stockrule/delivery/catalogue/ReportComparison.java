package io.stockrule.delivery.catalogue;

import static java.util.stream.Collectors.toSet;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.database.Columns;
import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.delivery.marketplace.Marketplace;
import io.stockrule.listing.catalogue.CatalogueRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/// Compares the rows of a report with what was last seen of the targets, some thousand at a time, and two statements
/// each.
final class ReportComparison {
    private static final int AT_ONCE = 5_000;

    /// A report that leaves out more than so many percent of an account's targets is cut short, or of another account.
    private static final int MOST_MISSING_PERCENT = 10;

    /// What is to be read one by one takes so large a part of the reads that Amazon allows; the rest is for numbers on
    /// their way.
    private static final int SHARE_OF_READS = 2;

    /// A target whose last number is settled and was sent well before. Others are looked at for reasons of their own.
    private static final String COMPARABLE = """
            d.merchant_id = :merchant and d.amazon_account_id = :account and d.marketplace = :marketplace
              and d.channel = 'seller' and d.channel_read_at < :dataAt
              and d.flight_until is null and not d.doubt
              and (d.sent_state is null or (d.sent_state = 'effective' and d.sent_at < :sentBefore))
            """;

    /// Each target is looked up by its key.
    private static final String AGREES = """
            with agreeing as (
                select d.merchant_id, d.amazon_account_id, d.seller_sku
                from unnest(:skus, :quantities, :buyable) r(seller_sku, quantity, buyable)
                cross join lateral (
                    select * from delivery t
                    where (t.merchant_id, t.amazon_account_id, t.seller_sku) = (:merchant, :account, r.seller_sku)
                    for no key update skip locked) d
                where\s""" + COMPARABLE + """
                  and d.shown_quantity = r.quantity and (r.buyable or d.not_buyable_since is not null))
            update delivery d set reported_at = :dataAt
            from agreeing
            where (d.merchant_id, d.amazon_account_id, d.seller_sku)
                = (agreeing.merchant_id, agreeing.amazon_account_id, agreeing.seller_sku)
            """;

    /// What is due to be read earlier stays so.
    private static final String READ_SOON = """
            update delivery d set read_due_at = least(d.read_due_at, s.due)
            from (
                select d.merchant_id, d.amazon_account_id, d.seller_sku,
                    :now::timestamptz + (:before + row_number() over (order by d.seller_sku)) * :every::interval due
                from (<which>) d) s
            where (d.merchant_id, d.amazon_account_id, d.seller_sku)
                = (s.merchant_id, s.amazon_account_id, s.seller_sku)
            """;

    private static final String DIFFERING = READ_SOON.replace("<which>", """
            select d.merchant_id, d.amazon_account_id, d.seller_sku
            from (select seller_sku, bool_and(clear) clear, min(quantity) quantity, bool_and(buyable) buyable
                from unnest(:skus, :quantities, :buyable, :clear) r(seller_sku, quantity, buyable, clear)
                group by seller_sku) r
            cross join lateral (
                select * from delivery t
                where (t.merchant_id, t.amazon_account_id, t.seller_sku) = (:merchant, :account, r.seller_sku)
                for no key update skip locked) d
            where\s""" + COMPARABLE + """
              and not (r.clear and d.shown_quantity = r.quantity and (r.buyable or d.not_buyable_since is not null))
            """);

    private static final String UNNAMED = COMPARABLE + """
              and (d.reported_at is null or d.reported_at < :dataAt) and d.read_due_at is null
            """;

    private static final String MISSING = READ_SOON.replace(
            "<which>",
            "select d.merchant_id, d.amazon_account_id, d.seller_sku from delivery d where " + UNNAMED
                    + " order by d.seller_sku limit " + AT_ONCE + " for no key update skip locked");

    private final Jdbi database;
    private final CatalogueReport report;
    private final Instant dataAt;
    private final Instant sentBefore;
    private final Instant now;
    private final Duration every;
    private final List<CatalogueRow> batch = new ArrayList<>(AT_ONCE);
    private long agreed;
    private long doubtful;
    private long missing;
    private long compared;

    /// @param dataAt what the report says is not newer
    /// @param mayBeOld it may be so much older
    ReportComparison(
            Jdbi database,
            CatalogueReport report,
            Instant dataAt,
            Duration mayBeOld,
            Instant now,
            DeliveryConfig delivery) {
        this.database = database;
        this.report = report;
        this.dataAt = dataAt;
        this.sentBefore = dataAt.minus(mayBeOld);
        this.now = now;
        this.every = Duration.ofNanos(
                (long) (1e9 * SHARE_OF_READS / (delivery.readsPerSecond() * Marketplace.READ_AT_ONCE)));
    }

    void take(CatalogueRow row) {
        batch.add(row);
        if (batch.size() == AT_ONCE) {
            compare();
        }
    }

    /// The report has come to its end: what it should have named and did not is to be read, too, but not if it names so
    /// little that it must be wrong itself.
    void end() {
        compare();
        missing = within(handle -> bound(handle.createQuery("select count(*) from delivery d where " + UNNAMED))
                .mapTo(Long.class)
                .one());
        compared = agreed + doubtful + missing;
        if (!isCutShort()) {
            readMissingSoon();
        }
    }

    private void readMissingSoon() {
        long before = doubtful;
        for (int some = AT_ONCE; some == AT_ONCE; before += some) {
            long planned = before;
            some = within(handle -> soon(handle.createUpdate(MISSING), planned).execute());
        }
    }

    long agreed() {
        return agreed;
    }

    long doubtful() {
        return doubtful;
    }

    long missing() {
        return missing;
    }

    /// How many targets it should have named.
    long compared() {
        return compared;
    }

    boolean isCutShort() {
        return missing * 100 > compared * MOST_MISSING_PERCENT;
    }

    private void compare() {
        if (batch.isEmpty()) {
            return;
        }
        var doubled = doubled();
        Predicate<CatalogueRow> clear = row -> isClear(row) && !doubled.contains(row.sellerSku());
        var agreeing = columns(batch.stream().filter(clear).toList());
        var all = columns(batch).flags("clear", clear::test);
        within(handle -> {
            agreed += bound(agreeing.bindTo(handle.createUpdate(AGREES))).execute();
            doubtful +=
                    soon(all.bindTo(handle.createUpdate(DIFFERING)), doubtful).execute();
            return agreed;
        });
        batch.clear();
    }

    private Set<String> doubled() {
        var seen = new HashSet<String>();
        return batch.stream()
                .map(CatalogueRow::sellerSku)
                .filter(sku -> !seen.add(sku))
                .collect(toSet());
    }

    private static boolean isClear(CatalogueRow row) {
        return row.channel().equals(CatalogueRow.SELLER) && row.quantity().isPresent();
    }

    private static Columns<CatalogueRow> columns(List<CatalogueRow> rows) {
        return Columns.of(rows)
                .texts("skus", CatalogueRow::sellerSku)
                .ints(
                        "quantities",
                        row -> row.quantity().isPresent() ? row.quantity().getAsInt() : null)
                .flags("buyable", row -> row.active() || row.quantity().orElse(0) == 0);
    }

    /// @param before so many others are to be read before
    private <S extends SqlStatement<S>> S soon(S statement, long before) {
        return bound(statement)
                .bind("now", now)
                .bind("before", before)
                .bind("every", every.toNanos() / 1000 + " microseconds");
    }

    private <S extends SqlStatement<S>> S bound(S statement) {
        return statement
                .bind("merchant", report.account().merchantId())
                .bind("account", report.account().amazonAccountId())
                .bind("marketplace", report.marketplace())
                .bind("dataAt", dataAt)
                .bind("sentBefore", sentBefore);
    }

    private <T> T within(Function<Handle, T> work) {
        return QuarkusTransaction.requiringNew().call(() -> database.withHandle(work::apply));
    }
}
