package io.stockrule.delivery.catalogue;

import io.micrometer.core.instrument.MeterRegistry;
import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.delivery.marketplace.CatalogueReports;
import io.stockrule.delivery.marketplace.ReportResult;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.catalogue.CatalogueWriting;
import io.stockrule.listing.catalogue.Catalogues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// One step with a report: asking for it, seeing whether it is made, reading it. What does not work is tried again with
/// growing pauses; meanwhile single reads look at what is due.
@ApplicationScoped
class CatalogueSteps {
    private static final Logger LOG = Logger.getLogger(CatalogueSteps.class);

    /// Amazon allows two looks a second for an account, and a report takes minutes.
    private static final Duration LOOK_AFTER = Duration.ofSeconds(30);

    /// Amazon lets one report a minute be asked for, or fetched, when its bucket is empty.
    private static final Duration AFTER_THROTTLING = Duration.ofMinutes(2);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 5;

    private final CatalogueReports reports;
    private final CatalogueQueue queue;
    private final Catalogues catalogues;
    private final AmazonAccounts accounts;
    private final Jdbi database;
    private final InstantSource time;
    private final DeliveryConfig delivery;
    private final CatalogueConfig config;
    private final MeterRegistry meters;

    CatalogueSteps(
            CatalogueReports reports,
            CatalogueQueue queue,
            Catalogues catalogues,
            AmazonAccounts accounts,
            Jdbi database,
            InstantSource time,
            DeliveryConfig delivery,
            CatalogueConfig config,
            MeterRegistry meters) {
        this.reports = reports;
        this.queue = queue;
        this.catalogues = catalogues;
        this.accounts = accounts;
        this.database = database;
        this.time = time;
        this.delivery = delivery;
        this.config = config;
        this.meters = meters;
    }

    void step(AmazonCredentials credentials, CatalogueReport report) {
        var result = report.waiting()
                .map(made -> reports.look(credentials, made.id(), delivery.requestTimeout()))
                .orElseGet(() -> reports.ask(credentials, report.marketplace(), delivery.requestTimeout()));
        if (result instanceof ReportResult.Ready ready) {
            read(credentials, report, ready);
        } else {
            note(credentials, report, result);
        }
    }

    private void read(AmazonCredentials credentials, CatalogueReport report, ReportResult.Ready ready) {
        var reading = new ReportReading(
                report.daily()
                        ? Optional.of(new ReportComparison(
                                database, report, ready.dataAt(), config.mayBeOld(), time.instant(), delivery))
                        : Optional.empty(),
                catalogues.begin(report.key(), report.fence()));
        var result = reports.read(credentials, ready.documentId(), reading, config.fetchedWithin());
        if (result instanceof ReportResult.Read read) {
            reading.end();
            end(report, ready, read, reading);
        } else {
            reading.written().ifPresent(CatalogueWriting::giveUp);
            note(credentials, report, result);
        }
    }

    private void end(CatalogueReport report, ReportResult.Ready ready, ReportResult.Read read, ReportReading reading) {
        var compared = reading.compared();
        compared.ifPresent(it -> {
            targets("agreed", it.agreed());
            targets("doubtful", it.doubtful());
            targets("missing", it.missing());
        });
        var problem = reading.problem();
        if (problem.isPresent()) {
            reading.written().ifPresent(CatalogueWriting::giveUp);
            failed(report, problem.get());
            return;
        }
        count("read");
        var outcome = new CatalogueQueue.Outcome(ready.dataAt(), read.rows(), read.odd(), compared);
        var remark = remark(read);
        remark.ifPresent(words -> LOG.warnf("%s: %s", report, words));
        LOG.infof("%s was read: %s", report, outcome);
        queue.done(report, outcome, remark, reading.written());
    }

    private static Optional<String> remark(ReportResult.Read read) {
        var odd = read.firstOdd().map(first -> "%d rows could not be read, the first: %s".formatted(read.odd(), first));
        return Stream.of(read.remark().map("the report: "::concat), odd)
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + "; " + other);
    }

    private void note(AmazonCredentials credentials, CatalogueReport report, ReportResult result) {
        switch (result) {
            case ReportResult.Asked asked -> queue.asked(report, asked.reportId(), LOOK_AFTER);
            case ReportResult.Pending _ -> waitOn(report);
            case ReportResult.Throttled _ -> queue.again(report, AFTER_THROTTLING);
            case ReportResult.Spoilt spoilt -> failed(report, spoilt.reason());
            case ReportResult.Failed failed -> notNow(report, failed.reason());
            case ReportResult.AccountRefused refused -> {
                accounts.suspend(credentials, refused.reason(), time.instant().plus(refused.retryAfter()));
                failed(report, refused.reason());
            }
            case ReportResult.Ready _, ReportResult.Read _ ->
                throw new IllegalStateException("nothing to be noted: " + result);
        }
    }

    private void waitOn(CatalogueReport report) {
        if (isOverdue(report)) {
            failed(report, "Amazon has not made the report within %s".formatted(words(config.madeWithin())));
        } else {
            queue.again(report, LOOK_AFTER);
        }
    }

    /// One that is being made is not given up for one answer that did not come.
    private void notNow(CatalogueReport report, String reason) {
        if (report.waiting().isPresent() && !isOverdue(report)) {
            LOG.warnf("%s is looked after again: %s", report, reason);
            queue.again(report, AFTER_THROTTLING);
        } else {
            failed(report, reason);
        }
    }

    private boolean isOverdue(CatalogueReport report) {
        return report.waiting()
                .filter(made -> made.askedAt().plus(config.madeWithin()).isBefore(time.instant()))
                .isPresent();
    }

    private void failed(CatalogueReport report, String reason) {
        count("failed");
        LOG.warnf("%s failed, and targets are read one by one meanwhile: %s", report, reason);
        queue.failed(report, reason, FIRST_PAUSE.multipliedBy(1L << Math.min(report.failures(), MOST_DOUBLINGS)));
    }

    private static String words(Duration duration) {
        return Stream.of(duration.toHours() + " h", duration.toMinutesPart() + " min", duration.toSecondsPart() + " s")
                .filter(part -> !part.startsWith("0 "))
                .collect(Collectors.joining(" "));
    }

    private void count(String outcome) {
        meters.counter("stockrule.catalogue.reports", "outcome", outcome).increment();
    }

    private void targets(String result, long count) {
        meters.counter("stockrule.catalogue.targets", "result", result).increment(count);
    }
}
