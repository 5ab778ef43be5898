package io.stockrule.amazon;

import io.stockrule.amazon.StoredDocuments.Fetched;
import io.stockrule.delivery.marketplace.CatalogueReports;
import io.stockrule.delivery.marketplace.ReportResult;
import io.stockrule.listing.AmazonCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The report of all listings, through the Reports API 2021-06-30
/// (https://github.com/amzn/selling-partner-api-models/blob/main/models/reports-api-model/reports_2021-06-30.json).
@ApplicationScoped
class AmazonReports implements CatalogueReports {
    private static final String ALL_LISTINGS = "GET_MERCHANT_LISTINGS_ALL_DATA";
    private static final long MAX_BYTES = 64 * 1024;

    /// A seller's largest catalogues have some millions of listings, of a few hundred bytes each.
    private static final StoredDocuments.Limits LIMITS =
            new StoredDocuments.Limits(512L * 1024 * 1024, 4L * 1024 * 1024 * 1024);

    private final SellingPartnerApi api;
    private final StoredDocuments documents;
    private final AmazonConfig config;

    AmazonReports(SellingPartner amazon, AmazonConfig config) {
        this.api = amazon.api();
        this.documents = new StoredDocuments(amazon.http(), config);
        this.config = config;
    }

    record Specification(String reportType, List<String> marketplaceIds) {}

    record Created(@Nullable String reportId) {}

    record Report(
            @Nullable String processingStatus,
            @Nullable String createdTime,
            @Nullable String dataEndTime,
            @Nullable String reportDocumentId) {}

    record Document(@Nullable String url, @Nullable String compressionAlgorithm) {
        boolean isPacked() {
            return compressionAlgorithm != null;
        }
    }

    @Override
    public ReportResult ask(AmazonCredentials account, String marketplace, Duration timeout) {
        var country = AmazonCountry.of(account.region(), marketplace);
        if (country.isEmpty()) {
            return new ReportResult.Spoilt("there is no marketplace %s in %s".formatted(marketplace, account.region()));
        }
        var wanted = new Specification(ALL_LISTINGS, List.of(country.get().marketplaceId()));
        var request = request(account, "reports")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.write(wanted)));
        return result(
                api.call(account, request, Deadline.in(timeout), MAX_BYTES),
                202,
                Created.class,
                created -> Optional.ofNullable(created.reportId()).map(ReportResult.Asked::new));
    }

    @Override
    public ReportResult look(AmazonCredentials account, String reportId, Duration timeout) {
        var request =
                request(account, "reports/" + ListingsItems.encoded(reportId)).GET();
        return result(
                api.call(account, request, Deadline.in(timeout), MAX_BYTES), 200, Report.class, AmazonReports::state);
    }

    /// Empty when the answer is no report.
    private static Optional<ReportResult> state(Report report) {
        return switch (report.processingStatus()) {
            case "IN_QUEUE", "IN_PROGRESS" -> Optional.of(new ReportResult.Pending());
            case "DONE" ->
                Optional.ofNullable(report.reportDocumentId())
                        .flatMap(document -> dataAt(report).map(at -> new ReportResult.Ready(document, at)));
            case "CANCELLED" ->
                Optional.of(new ReportResult.Spoilt(
                        "Amazon cancelled the report, as it does when there is nothing to be told"));
            case "FATAL" -> Optional.of(new ReportResult.Spoilt("Amazon failed to make the report"));
            case null, default -> Optional.empty();
        };
    }

    /// The earlier of the two times that Amazon tells.
    private static Optional<Instant> dataAt(Report report) {
        var created = time(report.createdTime());
        var end = time(report.dataEndTime());
        return created.map(at -> end.filter(at::isAfter).orElse(at));
    }

    private static Optional<Instant> time(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    @Override
    public ReportResult read(AmazonCredentials account, String documentId, Rows rows, Duration timeout) {
        var deadline = Deadline.in(timeout);
        var request = request(account, "documents/" + ListingsItems.encoded(documentId))
                .GET();
        var answer = api.call(account, request, deadline, MAX_BYTES);
        if (answer instanceof Answer.Answered answered && answered.status() == 200) {
            return Json.read(answered.body(), Document.class)
                    .filter(document -> document.url() != null)
                    .map(document -> fetch(document, rows, deadline))
                    .orElseGet(AmazonReports::unreadable);
        }
        return failure(answer);
    }

    private ReportResult fetch(Document document, Rows rows, Deadline deadline) {
        var address = document.url() == null ? "" : document.url();
        return switch (documents.fetch(address, document.isPacked(), LIMITS, deadline)) {
            case Fetched.Got got -> read(got.document(), rows);
            case Fetched.Refused refused -> new ReportResult.Failed(refused.reason());
            case Fetched.Failed failed -> new ReportResult.Failed(failed.reason());
        };
    }

    private static ReportResult read(StoredDocument document, Rows rows) {
        try (document;
                var in = document.open()) {
            return CatalogueTable.read(in, document.charset(), document.mostUnpacked(), rows);
        } catch (IOException e) {
            return new ReportResult.Spoilt(
                    "the report cannot be read to its end: " + ForeignText.clean(String.valueOf(e.getMessage())));
        }
    }

    private HttpRequest.Builder request(AmazonCredentials account, String rest) {
        return HttpRequest.newBuilder(ApiAddress.of(config, account.region(), "/reports/2021-06-30/" + rest));
    }

    private static <T> ReportResult result(
            Answer answer, int success, Class<T> type, Function<T, Optional<ReportResult>> meaning) {
        return answer instanceof Answer.Answered answered && answered.status() == success
                ? Json.read(answered.body(), type).flatMap(meaning).orElseGet(AmazonReports::unreadable)
                : failure(answer);
    }

    private static ReportResult unreadable() {
        return new ReportResult.Failed("Amazon's answer cannot be read");
    }

    private static ReportResult failure(Answer answer) {
        return switch (answer) {
            case Answer.Answered answered when answered.status() == 429 -> new ReportResult.Throttled();
            case Answer.Answered answered
            when answered.status() == 400 || answered.status() == 404 ->
                new ReportResult.Spoilt("Amazon refuses the report: " + ApiErrors.words(answered));
            case Answer.Answered answered ->
                new ReportResult.Failed("Amazon could not answer: " + ApiErrors.words(answered));
            case Answer.NotSent notSent -> new ReportResult.Failed(notSent.reason());
            case Answer.Unanswered unanswered -> new ReportResult.Failed(unanswered.reason());
            // The account may lack the role for reports alone: nothing else has to stop for that.
            case Answer.Forbidden denied ->
                new ReportResult.Spoilt(denied.ofAccount().reason());
            case Answer.Denied denied -> new ReportResult.AccountRefused(denied.reason(), denied.retryAfter());
        };
    }
}
