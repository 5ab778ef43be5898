package io.stockrule.simulator.amazon;

import static io.stockrule.simulator.amazon.Parameters.marketplace;
import static io.stockrule.simulator.amazon.Parameters.require;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.simulator.Call;
import io.stockrule.simulator.Fault;
import io.stockrule.simulator.Faults;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.Randoms;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.Store;
import io.stockrule.simulator.amazon.Submissions.Fate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// patchListingsItem of the Listings Items API 2021-08-01. Every patch is kept on record, whatever becomes of it.
final class PatchApi {
    private static final String OPERATION = "patchListingsItem";
    private static final int LARGEST_BODY = 1 << 20;

    private final Store store;
    private final InstantSource clock;
    private final AmazonGate gate;
    private final AmazonListings listings;
    private final Submissions submissions;
    private final Faults faults;

    PatchApi(
            Store store,
            InstantSource clock,
            AmazonGate gate,
            AmazonListings listings,
            Submissions submissions,
            Faults faults) {
        this.store = store;
        this.clock = clock;
        this.gate = gate;
        this.listings = listings;
        this.submissions = submissions;
        this.faults = faults;
    }

    HttpAnswer patch(Call call) {
        return store.with(_ -> {
            var listing = listings.find(call.path("seller"), call.path("sku"));
            long id = submissions.received(
                    call, listing.filter(AmazonListing::isFba).isPresent());
            var answer = gate.through(call, OPERATION, call.path("sku"), account -> patch(call, account, listing, id));
            submissions.answered(id, answer);
            return answer;
        });
    }

    private HttpAnswer patch(Call call, SellerAccount account, Optional<AmazonListing> known, long id) {
        var marketplace = checked(call, account);
        var request = PatchRequest.parse(call.body());
        var listing = known.filter(found -> found.sellsIn(marketplace));
        var issues = listing.isEmpty()
                ? List.of(Issue.unknownSku(marketplace))
                : PatchCheck.issues(request, account, marketplace);
        return issues.isEmpty() && call.query("mode").isEmpty()
                ? accepted(account, listing.orElseThrow(), marketplace, request, id)
                : judged(call, id, listing, issues);
    }

    private static String checked(Call call, SellerAccount account) {
        require(call.body().length <= LARGEST_BODY, () -> AmazonRefusal.of(413));
        require(call.header("Content-Type").orElse("").startsWith("application/json"), () -> AmazonRefusal.of(415));
        require(
                call.query("mode").orElse("VALIDATION_PREVIEW").equals("VALIDATION_PREVIEW"),
                () -> AmazonRefusal.invalidInput("Invalid 'mode' provided."));
        require(
                List.of("identifiers", "issues").containsAll(call.list("includedData")),
                () -> AmazonRefusal.invalidInput("Invalid 'includedData' provided."));
        return marketplace(call, account);
    }

    private HttpAnswer judged(Call call, long id, Optional<AmazonListing> listing, List<Issue> issues) {
        var submissionId = Randoms.id();
        var status = issues.isEmpty() ? "VALID" : "INVALID";
        submissions.refusedOrPreviewed(id, status, submissionId);
        var body = submission(call.path("sku"), status, submissionId, issues);
        if (call.list("includedData").contains("identifiers")) {
            var identifiers = body.putArray("identifiers");
            listing.ifPresent(found -> identifiers
                    .addObject()
                    .put("marketplaceId", call.query("marketplaceIds").orElse(""))
                    .put("asin", found.asin()));
        }
        return HttpAnswer.json(200, body);
    }

    private HttpAnswer accepted(
            SellerAccount account, AmazonListing listing, String marketplace, PatchRequest request, long id) {
        var submissionId = Randoms.id();
        listings.save(account.seller(), listing.submitted(marketplace, request.patches(), clock.instant()));
        submissions.accepted(id, account, listing.sku(), submissionId, fate(faults, OPERATION, account, listing));
        return HttpAnswer.json(200, submission(listing.sku(), "ACCEPTED", submissionId, List.of()));
    }

    /// What becomes of an accepted patch, as the faults of an operation have it.
    static Fate fate(Faults faults, String operation, SellerAccount account, AmazonListing listing) {
        return faults.hitting(
                        operation,
                        account.seller(),
                        listing.sku(),
                        fault -> !fault.kind().spoilsTheAnswer())
                .map(fault -> fault.kind() == Fault.Kind.VANISH ? Fate.VANISHED : Fate.REJECTED)
                .orElse(Fate.EFFECTIVE);
    }

    private static ObjectNode submission(String sku, String status, String submissionId, List<Issue> issues) {
        var body = SimulatorJson.object().put("sku", sku).put("status", status).put("submissionId", submissionId);
        body.set("issues", SimulatorJson.MAPPER.valueToTree(issues));
        return body;
    }
}
