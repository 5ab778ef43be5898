package io.stockrule.delivery.catalogue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.catalogue.CatalogueKey;
import io.stockrule.listing.catalogue.CatalogueWriting;
import io.stockrule.listing.catalogue.Catalogues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Update;

/// Which reports are to be asked for, looked after and read, and what came of it. The steps of one report are taken one
/// after the other, by whichever replica.
@ApplicationScoped
class CatalogueQueue {
    /// So that a report is there when the looks that it spares are due.
    private static final int EARLIER_BY = 8;

    /// Reading one that was fetched, and writing down what came of it.
    private static final Duration TO_COMPARE = Duration.ofMinutes(5);

    private static final int MOST_STEPS = 20;

    /// A large account counts its targets only up to the limit.
    private static final String LARGE = """
            (select count(*) from (select from delivery d
                where d.merchant_id = a.merchant_id and d.amazon_account_id = a.amazon_account_id
                  and d.channel = 'seller'
                limit :from) linked) >= :from
            """;

    /// Accounts are held: of one that goes nothing is left behind.
    private static final String PLAN = """
            insert into catalogue_report (merchant_id, amazon_account_id, marketplace, state, due_at, daily)
            select a.merchant_id, a.amazon_account_id, m.marketplace, 'TO_ASK', :now, true
            from (select merchant_id, amazon_account_id from amazon_account a where\s""" + LARGE + """
                order by 1, 2 for key share of a) a
            cross join lateral (
                select distinct d.marketplace from delivery d
                where d.merchant_id = a.merchant_id and d.amazon_account_id = a.amazon_account_id
                  and d.channel = 'seller') m
            on conflict (merchant_id, amazon_account_id, marketplace) do update
            set daily = true, due_at = least(catalogue_report.due_at, excluded.due_at)
            where not catalogue_report.daily
            """;

    /// Those that are wanted, should a replica of an older version have forgotten them, or have read them for itself.
    private static final String PLAN_WANTED = """
            insert into catalogue_report (merchant_id, amazon_account_id, marketplace, state, due_at, daily)
            select merchant_id, amazon_account_id, marketplace, 'TO_ASK', :now, false
            from catalogue join (select merchant_id, amazon_account_id from amazon_account
                where (merchant_id, amazon_account_id) in (
                    select merchant_id, amazon_account_id from catalogue where wanted_at is not null)
                order by 1, 2 for key share) held using (merchant_id, amazon_account_id)
            where wanted_at is not null
            on conflict (merchant_id, amazon_account_id, marketplace) do update set state = 'TO_ASK', due_at = :now
            where catalogue_report.state = 'DONE'
            """;

    /// Where a catalogue is kept, people are told how its report stands.
    private static final String FORGET = """
            delete from catalogue_report c using amazon_account a
            where a.merchant_id = c.merchant_id and a.amazon_account_id = c.amazon_account_id
              and c.state <> 'WAITING' and c.due_at <= :now
              and not exists (select from catalogue k where k.merchant_id = c.merchant_id
                and k.amazon_account_id = c.amazon_account_id and k.marketplace = c.marketplace)
              and not\s""" + LARGE;

    private static final String NO_LONGER_DAILY = """
            update catalogue_report c set daily = false from amazon_account a
            where a.merchant_id = c.merchant_id and a.amazon_account_id = c.amazon_account_id
              and c.daily and c.state <> 'WAITING' and c.due_at <= :now and not\s""" + LARGE;

    /// A person who asks does not wait for the end of a pause.
    private static final String ASK = """
            insert into catalogue_report (merchant_id, amazon_account_id, marketplace, state, due_at, daily)
            values (:merchantId, :amazonAccountId, :marketplace, 'TO_ASK', :now, false)
            on conflict (merchant_id, amazon_account_id, marketplace) do update
            set state = 'TO_ASK', due_at = :now, failures = 0, problem = null
            where catalogue_report.state in ('DONE', 'FAILED')
            """;

    private static final String CLAIM = """
            with due as (
                select c.merchant_id, c.amazon_account_id, c.marketplace from catalogue_report c
                join amazon_account a on a.merchant_id = c.merchant_id and a.amazon_account_id = c.amazon_account_id
                where c.due_at <= :now and (a.suspended_until is null or a.suspended_until <= :now)
                    and (c.daily or exists (select from catalogue k where k.merchant_id = c.merchant_id
                        and k.amazon_account_id = c.amazon_account_id and k.marketplace = c.marketplace
                        and k.wanted_at is not null))
                order by c.due_at
                limit :most
                for update of c skip locked)
            update catalogue_report c set fence = fence + 1, due_at = :lease
            from due
            where (c.merchant_id, c.amazon_account_id, c.marketplace)
                = (due.merchant_id, due.amazon_account_id, due.marketplace)
            returning c.*
            """;

    private final Jdbi database;
    private final Catalogues catalogues;
    private final InstantSource time;
    private final DeliveryConfig delivery;
    private final CatalogueConfig config;

    CatalogueQueue(
            Jdbi database, Catalogues catalogues, InstantSource time, DeliveryConfig delivery, CatalogueConfig config) {
        this.database = database;
        this.catalogues = catalogues;
        this.time = time;
        this.delivery = delivery;
        this.config = config;
    }

    /// A person wants what Amazon says now. One report at a time is made: whoever asks meanwhile gets that one.
    Catalogues.Wish ask(CatalogueKey key) {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> {
                    var wish = catalogues.want(handle, key);
                    if (wish instanceof Catalogues.Wish.Noted) {
                        handle.createUpdate(ASK)
                                .bindMethods(key)
                                .bind("now", time.instant())
                                .execute();
                    }
                    return wish;
                }));
    }

    /// Accounts that have become large get reports, and those that are not any more get none.
    void plan() {
        var now = time.instant();
        QuarkusTransaction.requiringNew()
                .run(() -> database.useHandle(handle -> {
                    for (var statement : List.of(FORGET, NO_LONGER_DAILY, PLAN)) {
                        handle.createUpdate(statement)
                                .bind("from", config.fromTargets())
                                .bind("now", now)
                                .execute();
                    }
                    handle.createUpdate(PLAN_WANTED).bind("now", now).execute();
                }));
    }

    /// Steps that are due; should their replica die, they are due again.
    List<CatalogueReport> claim() {
        var now = time.instant();
        var lease = config.fetchedWithin().plus(delivery.requestTimeout()).plus(TO_COMPARE);
        return QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> handle.createQuery(CLAIM)
                        .bind("now", now)
                        .bind("lease", now.plus(lease))
                        .bind("most", MOST_STEPS)
                        .map((RowView row) -> read(row))
                        .list()));
    }

    private static CatalogueReport read(RowView row) {
        return new CatalogueReport(
                new AccountKey(
                        row.getColumn("merchant_id", Long.class), row.getColumn("amazon_account_id", Long.class)),
                row.getColumn("marketplace", String.class),
                row.getColumn("fence", Long.class),
                row.getColumn("failures", Integer.class),
                row.getColumn("daily", Boolean.class),
                Optional.ofNullable(row.getColumn("report_id", String.class))
                        .map(id -> new CatalogueReport.Made(id, row.getColumn("asked_at", Instant.class))));
    }

    void asked(CatalogueReport report, String reportId, Duration lookAfter) {
        var now = time.instant();
        write(
                report,
                "state = 'WAITING', report_id = :id, asked_at = :now, due_at = :due, problem = null",
                update -> update.bind("id", reportId).bind("now", now).bind("due", now.plus(lookAfter)));
    }

    void again(CatalogueReport report, Duration after) {
        write(
                report,
                "due_at = :due",
                update -> update.bind("due", time.instant().plus(after)));
    }

    /// Nothing can be done here; another replica may, and this one again after a while.
    void stuck(CatalogueReport report, String reason, Duration after) {
        var due = time.instant().plus(after);
        write(
                report,
                "problem = :problem, due_at = :due",
                update -> update.bind("problem", reason).bind("due", due));
    }

    /// @param askAgainAfter for another report
    void failed(CatalogueReport report, String reason, Duration askAgainAfter) {
        var due = time.instant().plus(askAgainAfter);
        write(
                report,
                "state = 'FAILED', report_id = null, problem = :problem, failures = failures + 1, due_at = :due",
                update -> update.bind("problem", reason).bind("due", due));
    }

    /// In the same moment the rows of a catalogue that was written come to count.
    ///
    /// @param remark what is to be said of a report that could be read all the same
    void done(CatalogueReport report, Outcome outcome, Optional<String> remark, Optional<CatalogueWriting> written) {
        var now = time.instant();
        var next =
                report.waiting().map(CatalogueReport.Made::askedAt).orElse(now).plus(interval());
        var compared = outcome.compared();
        QuarkusTransaction.requiringNew()
                .run(() -> database.useHandle(handle -> {
                    int noted = write(
                            handle,
                            report,
                            """
                            state = 'DONE', report_id = null, problem = :problem, failures = 0, due_at = :due,
                            read_at = :now, data_at = :dataAt, listed = :listed, odd = :odd, agreed = :agreed,
                            doubtful = :doubtful, missing = :missing""",
                            update -> update.bind("problem", remark.orElse(null))
                                    .bind("due", next)
                                    .bind("now", now)
                                    .bind("dataAt", outcome.dataAt())
                                    .bind("listed", outcome.listed())
                                    .bind("odd", outcome.odd())
                                    .bind(
                                            "agreed",
                                            compared.map(Compared::agreed).orElse(null))
                                    .bind(
                                            "doubtful",
                                            compared.map(Compared::doubtful).orElse(null))
                                    .bind(
                                            "missing",
                                            compared.map(Compared::missing).orElse(null)));
                    if (noted > 0) {
                        written.ifPresent(catalogue -> catalogue.end(handle, outcome.dataAt(), now));
                    }
                }));
    }

    private Duration interval() {
        return delivery.lookEvery().minus(delivery.lookEvery().dividedBy(EARLIER_BY));
    }

    /// What a report that was read has shown.
    ///
    /// @param compared empty if only its rows were wanted
    record Outcome(Instant dataAt, long listed, long odd, Optional<Compared> compared) {}

    /// How many targets are as they were seen, differ, and are not named.
    record Compared(long agreed, long doubtful, long missing) {}

    private void write(CatalogueReport report, String what, UpdateValues values) {
        QuarkusTransaction.requiringNew().run(() -> database.useHandle(handle -> write(handle, report, what, values)));
    }

    private static int write(Handle handle, CatalogueReport report, String what, UpdateValues values) {
        return values.bind(handle.createUpdate("update catalogue_report set " + what + """

                        where merchant_id = :merchant and amazon_account_id = :account
                          and marketplace = :marketplace and fence = :fence
                        """)
                        .bind("merchant", report.account().merchantId())
                        .bind("account", report.account().amazonAccountId())
                        .bind("marketplace", report.marketplace())
                        .bind("fence", report.fence()))
                .execute();
    }

    private interface UpdateValues {
        Update bind(Update update);
    }
}
