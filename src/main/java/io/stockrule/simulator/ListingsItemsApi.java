package io.stockrule.simulator;

import io.stockrule.simulator.Submissions.Fate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The Listings Items API 2021-08-01, as far as stock needs it:
/// https://developer-docs.amazon.com/sp-api/docs/listings-items-api
final class ListingsItemsApi {
    private static final int LARGEST_BODY = 1 << 20;

    private final Store store;
    private final InstantSource clock;
    private final AmazonGate gate;
    private final AmazonListings listings;
    private final Submissions submissions;
    private final Faults faults;

    ListingsItemsApi(
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

    Answer get(Call call) {
        return gate.through(call, "getListingsItem", call.path("sku"), account -> {
            var marketplace = marketplace(call, account);
            var sets = included(call);
            return listings.find(account.seller(), call.path("sku"))
                    .filter(listing -> listing.marketplaces().contains(marketplace))
                    .map(listing -> Answer.json(200, ItemView.of(listing, marketplace, sets)))
                    .orElseThrow(() -> Refusal.notFound(call.path("sku"), marketplace));
        });
    }

    Answer search(Call call) {
        return gate.through(
                call,
                "searchListingsItems",
                "",
                account ->
                        new ItemSearch(listings, account, call, marketplace(call, account), included(call)).answer());
    }

    /// Kept in the record of arrivals whatever becomes of it.
    Answer patch(Call call) {
        return store.with(_ -> {
            var seller = call.path("seller");
            var sku = call.path("sku");
            boolean fba =
                    listings.find(seller, sku).filter(AmazonListing::isFba).isPresent();
            long id = submissions.received(
                    seller, sku, call.query("marketplaceIds").orElse(""), call.body(), fba);
            var answer = gate.through(call, "patchListingsItem", sku, account -> patch(call, account, id));
            submissions.answered(id, answer);
            return answer;
        });
    }

    private Answer patch(Call call, SellerAccount account, long id) {
        require(call.body().length <= LARGEST_BODY, () -> Refusal.of(413));
        require(call.header("Content-Type").orElse("").startsWith("application/json"), () -> Refusal.of(415));
        var marketplace = marketplace(call, account);
        var mode = call.query("mode");
        require(
                mode.isEmpty() || mode.get().equals("VALIDATION_PREVIEW"),
                () -> Refusal.invalidInput("Invalid 'mode'"));
        require(
                List.of("identifiers", "issues").containsAll(call.list("includedData")),
                () -> Refusal.invalidInput("Invalid 'includedData' provided."));
        var request = PatchRequest.parse(call.body());
        var listing = listings.find(account.seller(), call.path("sku"))
                .filter(found -> found.marketplaces().contains(marketplace));
        var issues = listing.isEmpty()
                ? List.of(Issue.unknownSku(marketplace))
                : PatchCheck.issues(request, account, marketplace);
        if (!issues.isEmpty() || mode.isPresent()) {
            return judged(call, id, listing, issues);
        }
        return accepted(account, listing.orElseThrow(), marketplace, request, id);
    }

    private Answer judged(Call call, long id, Optional<AmazonListing> listing, List<Issue> issues) {
        var submissionId = Randoms.id();
        var status = issues.isEmpty() ? "VALID" : "INVALID";
        submissions.refusedOrPreviewed(id, status, submissionId);
        var body =
                Json.object().put("sku", call.path("sku")).put("status", status).put("submissionId", submissionId);
        body.set("issues", Json.MAPPER.valueToTree(issues));
        if (call.list("includedData").contains("identifiers")) {
            var identifiers = body.putArray("identifiers");
            listing.ifPresent(found -> identifiers
                    .addObject()
                    .put("marketplaceId", call.query("marketplaceIds").orElse(""))
                    .put("asin", found.asin()));
        }
        return Answer.json(200, body);
    }

    private Answer accepted(
            SellerAccount account, AmazonListing listing, String marketplace, PatchRequest request, long id) {
        var submissionId = Randoms.id();
        listings.save(account.seller(), listing.submitted(marketplace, request.patches(), clock.instant()));
        var fate = faults.hitting(
                        "patchListingsItem",
                        account.seller(),
                        listing.sku(),
                        fault -> !fault.kind().spoilsTheAnswer())
                .map(fault -> fault.kind() == Fault.Kind.VANISH ? Fate.VANISHED : Fate.REJECTED)
                .orElse(Fate.EFFECTIVE);
        submissions.accepted(id, account.seller(), listing.sku(), submissionId, account.effectMillis(), fate);
        var body = Json.object()
                .put("sku", listing.sku())
                .put("status", "ACCEPTED")
                .put("submissionId", submissionId);
        body.putArray("issues");
        return Answer.json(200, body);
    }

    private static String marketplace(Call call, SellerAccount account) {
        var given = call.list("marketplaceIds");
        require(given.size() == 1, () -> Refusal.invalidInput("Expected exactly one value for 'marketplaceIds'."));
        require(account.sellsIn(given.getFirst()), () -> Refusal.invalidInput("Invalid 'marketplaceIds' provided."));
        return given.getFirst();
    }

    private static List<String> included(Call call) {
        var given = call.list("includedData");
        require(ItemView.SETS.containsAll(given), () -> Refusal.invalidInput("Invalid 'includedData' provided."));
        return given.isEmpty() ? List.of("summaries") : given;
    }

    static void require(boolean holds, Supplier<Refusal> otherwise) {
        if (!holds) {
            throw otherwise.get();
        }
    }
}
