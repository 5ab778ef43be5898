package io.stockrule.delivery.catalogue;

import io.stockrule.delivery.catalogue.CatalogueReportResource.CatalogueReportView;
import io.stockrule.delivery.catalogue.CatalogueReportResource.ReadView;
import io.stockrule.listing.AccountKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// What is told of an account's reports.
@ApplicationScoped
class CatalogueViews {
    /// One row without a report for an account that has none.
    private static final String REPORTS = """
            select c.* from amazon_account a
            left join catalogue_report c on c.merchant_id = a.merchant_id and c.amazon_account_id = a.amazon_account_id
            where a.merchant_id = :merchantId and a.amazon_account_id = :amazonAccountId
            order by c.marketplace
            """;

    private final Jdbi database;

    CatalogueViews(Jdbi database) {
        this.database = database;
    }

    /// Empty if there is no such account.
    Optional<List<CatalogueReportView>> of(AccountKey account) {
        List<Optional<CatalogueReportView>> found = database.withHandle(handle -> handle.createQuery(REPORTS)
                .bindMethods(account)
                .map((RowView row) -> Optional.ofNullable(row.getColumn("marketplace", String.class))
                        .map(marketplace -> view(marketplace, row)))
                .list());
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.stream().flatMap(Optional::stream).toList());
    }

    private static CatalogueReportView view(String marketplace, RowView row) {
        return new CatalogueReportView(
                marketplace,
                row.getColumn("state", String.class),
                Optional.ofNullable(row.getColumn("asked_at", Instant.class)),
                row.getColumn("due_at", Instant.class),
                Optional.ofNullable(row.getColumn("problem", String.class)),
                Optional.ofNullable(row.getColumn("read_at", Instant.class)).map(at -> read(at, row)));
    }

    private static ReadView read(Instant at, RowView row) {
        return new ReadView(
                at,
                row.getColumn("data_at", Instant.class),
                row.getColumn("listed", Long.class),
                row.getColumn("odd", Long.class),
                row.getColumn("agreed", Long.class),
                row.getColumn("doubtful", Long.class),
                row.getColumn("missing", Long.class));
    }
}
