package io.stockrule.delivery.catalogue;

import io.stockrule.delivery.catalogue.CatalogueReportResource.CatalogueReportView;
import io.stockrule.delivery.catalogue.CatalogueReportResource.KeptView;
import io.stockrule.delivery.catalogue.CatalogueReportResource.ReadView;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.catalogue.Catalogues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// What is told of an account's reports.
@ApplicationScoped
class CatalogueViews {
    /// One row without a report for an account that has none.
    private static final String REPORTS = """
            select c.state, c.marketplace, c.daily, c.report_id, c.asked_at, c.due_at, c.problem, c.read_at, c.data_at,
                c.listed, c.odd, c.agreed, c.doubtful, c.missing, a.suspended_until, a.suspended_reason,
                k.asked_at wished_at, k.wanted_at, k.beginning, k.rows_so_far, k.odd_so_far, k.read_at kept_read_at,
                k.data_at kept_data_at, k.listed kept_listed, k.odd kept_odd, k.reading
            from amazon_account a
            left join catalogue_report c on c.merchant_id = a.merchant_id and c.amazon_account_id = a.amazon_account_id
            left join catalogue k on k.merchant_id = c.merchant_id and k.amazon_account_id = c.amazon_account_id
                and k.marketplace = c.marketplace
            where a.merchant_id = :merchantId and a.amazon_account_id = :amazonAccountId
            order by c.marketplace
            """;

    private final Jdbi database;
    private final Catalogues catalogues;
    private final InstantSource time;

    CatalogueViews(Jdbi database, Catalogues catalogues, InstantSource time) {
        this.database = database;
        this.catalogues = catalogues;
        this.time = time;
    }

    /// Empty if there is no such account.
    Optional<List<CatalogueReportView>> of(AccountKey account) {
        List<Optional<CatalogueReportView>> found = database.withHandle(handle -> handle.createQuery(REPORTS)
                .bindMethods(account)
                .map((RowView row) ->
                        column(row, "marketplace", String.class).map(marketplace -> view(marketplace, row)))
                .list());
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.stream().flatMap(Optional::stream).toList());
    }

    private CatalogueReportView view(String marketplace, RowView row) {
        boolean isDaily = row.getColumn("daily", Boolean.class);
        var wantedAt = column(row, "wanted_at", Instant.class);
        return new CatalogueReportView(
                marketplace,
                row.getColumn("state", String.class),
                isDaily,
                wantedAt,
                column(row, "asked_at", Instant.class),
                column(row, "due_at", Instant.class).filter(_ -> isDaily || wantedAt.isPresent()),
                column(row, "beginning", Long.class).map(_ -> row.getColumn("rows_so_far", Long.class)),
                suspension(row).or(() -> column(row, "problem", String.class)),
                column(row, "read_at", Instant.class).map(at -> read(at, row)),
                column(row, "reading", Long.class).flatMap(_ -> kept(row)));
    }

    /// Nothing is done for an account that Amazon refuses, until then.
    private Optional<String> suspension(RowView row) {
        return column(row, "suspended_until", Instant.class)
                .filter(until -> until.isAfter(time.instant()))
                .map(until -> "the account is left alone until %s: %s"
                        .formatted(until, row.getColumn("suspended_reason", String.class)));
    }

    private static ReadView read(Instant at, RowView row) {
        return new ReadView(
                at,
                row.getColumn("data_at", Instant.class),
                row.getColumn("listed", Long.class),
                row.getColumn("odd", Long.class),
                column(row, "agreed", Long.class),
                column(row, "doubtful", Long.class),
                column(row, "missing", Long.class));
    }

    private Optional<KeptView> kept(RowView row) {
        var keptUntil = catalogues.keptUntil(row.getColumn("wished_at", Instant.class));
        return keptUntil.isAfter(time.instant())
                ? Optional.of(new KeptView(
                        row.getColumn("kept_read_at", Instant.class),
                        row.getColumn("kept_data_at", Instant.class),
                        row.getColumn("kept_listed", Long.class),
                        row.getColumn("kept_odd", Long.class),
                        keptUntil))
                : Optional.empty();
    }

    private static <T> Optional<T> column(RowView row, String name, Class<T> type) {
        return Optional.ofNullable(row.getColumn(name, type));
    }
}
