package io.stockrule.simulator.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.simulator.Call;
import io.stockrule.simulator.Fault;
import io.stockrule.simulator.Faults;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.TokenBucket;
import io.stockrule.simulator.amazon.Reports.Fate;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/// The Reports API 2021-06-30, for the report of all listings:
/// https://developer-docs.amazon.com/sp-api/docs/reports-api-v2021-06-30-reference
///
/// Faults of `report`, which hit one when it is asked for: ISSUE ends it as FATAL, VANISH as CANCELLED, and HANG keeps
/// it in progress for ever.
final class ReportsApi {
    private static final TokenBucket.Size SELDOM = new TokenBucket.Size(0.0167, 15);
    private static final TokenBucket.Size OFTEN = new TokenBucket.Size(2, 15);

    private final AmazonGate gate;
    private final InstantSource clock;
    private final Reports reports;
    private final PresignedDocuments documents;
    private final Faults faults;

    ReportsApi(AmazonGate gate, InstantSource clock, Reports reports, PresignedDocuments documents, Faults faults) {
        this.gate = gate;
        this.clock = clock;
        this.reports = reports;
        this.documents = documents;
        this.faults = faults;
    }

    HttpAnswer create(Call call) {
        return gate.throughForCaller(call, "createReport", SELDOM, account -> {
            var asked = body(call);
            var marketplaces = asked.path("marketplaceIds");
            Parameters.require(
                    Reports.ALL_LISTINGS.equals(asked.path("reportType").textValue()),
                    () -> AmazonRefusal.invalidInput("Invalid 'reportType' provided."));
            Parameters.require(
                    marketplaces.size() == 1
                            && account.sellsIn(marketplaces.path(0).asText()),
                    () -> AmazonRefusal.invalidInput("Invalid 'marketplaceIds' provided."));
            long id = reports.ask(account, marketplaces.path(0).asText(), fate(account));
            return HttpAnswer.json(202, SimulatorJson.object().put("reportId", Long.toString(id)));
        });
    }

    private static JsonNode body(Call call) {
        try {
            return call.json();
        } catch (UncheckedIOException _) {
            throw AmazonRefusal.invalidInput("The request body cannot be parsed.");
        }
    }

    private Fate fate(SellerAccount account) {
        return faults.hitting("report", account.seller(), "", _ -> true)
                .map(Fault::kind)
                .map(kind -> switch (kind) {
                    case ISSUE -> Fate.FATAL;
                    case VANISH -> Fate.CANCELLED;
                    default -> Fate.STUCK;
                })
                .orElse(Fate.DONE);
    }

    HttpAnswer get(Call call) {
        return gate.throughForCaller(
                call,
                "getReport",
                OFTEN,
                account -> reports.find(account, call.path("report"))
                        .map(this::told)
                        .orElseThrow(() -> AmazonRefusal.notFound("The report does not exist.")));
    }

    private HttpAnswer told(Reports.Report report) {
        var status = report.status(clock.instant());
        var told = SimulatorJson.object()
                .put("reportId", Long.toString(report.id()))
                .put("reportType", Reports.ALL_LISTINGS)
                .put("createdTime", report.created().toString())
                .put("dataStartTime", report.created().toString())
                .put("dataEndTime", report.created().toString())
                .put("processingStatus", status);
        told.putArray("marketplaceIds").add(report.marketplace());
        if (!status.equals("IN_QUEUE")) {
            told.put("processingStartTime", report.begins().toString());
        }
        if (!status.startsWith("IN_")) {
            told.put("processingEndTime", report.ends().toString());
        }
        report.document().ifPresent(document -> told.put("reportDocumentId", document));
        return HttpAnswer.json(200, told);
    }

    HttpAnswer document(Call call) {
        return gate.throughForCaller(
                call,
                "getReportDocument",
                SELDOM,
                account -> reports.ofDocument(account, call.path("document"))
                        .flatMap(Reports.Report::document)
                        .map(id -> document(call, id))
                        .orElseThrow(() -> AmazonRefusal.notFound("The document does not exist.")));
    }

    private HttpAnswer document(Call call, String id) {
        var told = SimulatorJson.object().put("reportDocumentId", id).put("url", documents.downloadAddress(call, id));
        if (documents.isPacked(id)) {
            told.put("compressionAlgorithm", "GZIP");
        }
        return HttpAnswer.json(200, told);
    }
}
