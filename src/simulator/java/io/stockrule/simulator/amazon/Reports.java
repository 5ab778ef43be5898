package io.stockrule.simulator.amazon;

import io.stockrule.simulator.Store;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The reports that were asked for. What one says is what is live when it is made, unless Amazon still has one at hand
/// that it made before.
final class Reports {
    static final String ALL_LISTINGS = "GET_MERCHANT_LISTINGS_ALL_DATA";

    private final Store store;
    private final InstantSource clock;
    private final AmazonListings listings;
    private final PresignedDocuments documents;

    Reports(Store store, InstantSource clock, AmazonListings listings, PresignedDocuments documents) {
        this.store = store;
        this.clock = clock;
        this.listings = listings;
        this.documents = documents;
    }

    /// What becomes of a report.
    enum Fate {
        DONE,
        FATAL,
        CANCELLED,
        STUCK
    }

    /// @param begins when it leaves the queue
    /// @param ends when it is over
    /// @param document once it is made
    record Report(
            long id,
            String seller,
            String marketplace,
            Instant created,
            Instant begins,
            Instant ends,
            Fate fate,
            Optional<String> document) {
        String status(Instant now) {
            if (now.isBefore(begins)) {
                return "IN_QUEUE";
            }
            return now.isBefore(ends) || fate == Fate.STUCK ? "IN_PROGRESS" : fate.name();
        }
    }

    /// @return its number
    long ask(SellerAccount account, String marketplace, Fate fate) {
        long now = clock.millis();
        long millis = account.reports().millis();
        return store.with(h -> h.createQuery("insert into report (seller, marketplace, created, begins, ends, fate)"
                        + " values (:seller, :marketplace, :now, :begins, :ends, :fate) returning id")
                .bind("seller", account.seller())
                .bind("marketplace", marketplace)
                .bind("now", now)
                .bind("begins", now + millis / 2)
                .bind("ends", now + millis)
                .bind("fate", fate.name())
                .mapTo(Long.class)
                .one());
    }

    /// The report as it is now; one that is done has its document.
    Optional<Report> find(SellerAccount account, String id) {
        return store.with(h -> one(h, account, "cast(id as text) = :key", id).map(report -> made(account, report)));
    }

    Optional<Report> ofDocument(SellerAccount account, String document) {
        return store.with(h -> one(h, account, "document = :key", document));
    }

    private Report made(SellerAccount account, Report report) {
        if (report.document().isPresent() || !report.status(clock.instant()).equals("DONE")) {
            return report;
        }
        var document = atHand(account, report).orElseGet(() -> make(account, report.marketplace()));
        store.use(h -> h.execute("update report set document = ? where id = ?", document, report.id()));
        return new Report(
                report.id(),
                report.seller(),
                report.marketplace(),
                report.created(),
                report.begins(),
                report.ends(),
                report.fate(),
                Optional.of(document));
    }

    private Optional<String> atHand(SellerAccount account, Report report) {
        return store.with(h -> h.createQuery("select document from report_made"
                        + " where seller = :seller and marketplace = :marketplace and at > :since")
                .bind("seller", account.seller())
                .bind("marketplace", report.marketplace())
                .bind(
                        "since",
                        report.created().toEpochMilli() - account.reports().cacheMillis())
                .mapTo(String.class)
                .findOne());
    }

    private String make(SellerAccount account, String marketplace) {
        var style = account.reports();
        var text = new ListingsReport(account.region(), marketplace).text(listings, account.seller()) + style.more();
        var document = documents.keep(
                "text/plain; charset=" + style.charset(),
                text.getBytes(Charset.forName(style.charset())),
                style.packed());
        store.use(h -> h.execute(
                "insert or replace into report_made (seller, marketplace, at, document) values (?, ?, ?, ?)",
                account.seller(),
                marketplace,
                clock.millis(),
                document));
        return document;
    }

    private static Optional<Report> one(Handle h, SellerAccount account, String which, String key) {
        return h.createQuery("select * from report where seller = :seller and " + which + " order by id limit 1")
                .bind("seller", account.seller())
                .bind("key", key)
                .map((row, _) -> new Report(
                        row.getLong("id"),
                        row.getString("seller"),
                        row.getString("marketplace"),
                        Instant.ofEpochMilli(row.getLong("created")),
                        Instant.ofEpochMilli(row.getLong("begins")),
                        Instant.ofEpochMilli(row.getLong("ends")),
                        Fate.valueOf(row.getString("fate")),
                        Optional.ofNullable(row.getString("document"))))
                .findOne();
    }
}
