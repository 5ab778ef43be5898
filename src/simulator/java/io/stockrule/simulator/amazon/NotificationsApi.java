package io.stockrule.simulator.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.simulator.Call;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.Randoms;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.TokenBucket;
import io.stockrule.simulator.Web;
import io.stockrule.simulator.queue.NotificationBoard;
import io.stockrule.simulator.queue.NotificationBoard.Destination;
import io.stockrule.simulator.queue.NotificationBoard.Subscribed;
import java.util.Map;
import java.util.Optional;

/// The Notifications API v1, and what is published by it. That a destination of the wrong kind is refused with 400, and
/// one that is not there with 404, is our assumption: no source says.
/// https://developer-docs.amazon.com/sp-api/docs/notifications-api-v1-reference
final class NotificationsApi {
    private static final String PATH = "/amazon/notifications/v1/";

    private static final TokenBucket.Size SELDOM = new TokenBucket.Size(1, 5);

    /// https://developer-docs.amazon.com/sp-api/docs/notification-type-values; `true`: by EventBridge alone.
    private static final Map<String, Boolean> TYPES = Map.of(
            "LISTINGS_ITEM_MFN_QUANTITY_CHANGE", true,
            "LISTINGS_ITEM_STATUS_CHANGE", true,
            "LISTINGS_ITEM_ISSUES_CHANGE", true,
            "ACCOUNT_STATUS_CHANGED", false,
            "FEED_PROCESSING_FINISHED", false);

    private final AmazonGate gate;
    private final NotificationBoard board;

    NotificationsApi(AmazonGate gate, NotificationBoard board) {
        this.gate = gate;
        this.board = board;
    }

    void routes(Web web) {
        var ofType = PATH + "subscriptions/:type";
        web.on("GET", PATH + "destinations", this::destinations);
        web.on("POST", PATH + "destinations", this::createDestination);
        web.on("GET", ofType, this::subscription);
        web.on("POST", ofType, this::subscribe);
        web.on("DELETE", ofType + "/:subscription", this::unsubscribe);
        web.on("POST", "/control/amazon/applications/:client/forget-destinations", call -> {
            board.forgetDestinations(call.path("client"));
            return HttpAnswer.nothing();
        });
        web.on("POST", "/control/amazon/accounts/:seller/status", this::changeStatus);
    }

    private HttpAnswer destinations(Call call) {
        return gate.throughForApplication(call, "getDestinations", SELDOM, client -> {
            var told = SimulatorJson.object();
            var payload = told.putArray("payload");
            board.destinations(client).forEach(destination -> payload.add(json(destination)));
            return HttpAnswer.json(200, told);
        });
    }

    private HttpAnswer createDestination(Call call) {
        return gate.throughForApplication(call, "createDestination", SELDOM, client -> {
            var asked = call.json();
            var resource = asked.path("resourceSpecification");
            var wanted = new Destination(
                    Randoms.id(),
                    asked.path("name").asText(),
                    resource.path("sqs").path("arn").textValue(),
                    resource.path("eventBridge").path("accountId").textValue(),
                    resource.path("eventBridge").path("region").textValue());
            return board.add(client, wanted)
                    .map(made -> HttpAnswer.json(200, SimulatorJson.object().set("payload", json(made))))
                    .orElseThrow(() -> AmazonRefusal.conflict("Destination already exists"));
        });
    }

    private static ObjectNode json(Destination destination) {
        var told = SimulatorJson.object().put("name", destination.name()).put("destinationId", destination.id());
        var resource = told.putObject("resource");
        if (destination.arn() != null) {
            resource.putObject("sqs").put("arn", destination.arn());
        } else {
            resource.putObject("eventBridge")
                    .put(
                            "name",
                            "aws.partner/sellingpartnerapi.amazon.com/%s/simulated".formatted(destination.account()))
                    .put("region", destination.region())
                    .put("accountId", destination.account());
        }
        return told;
    }

    private HttpAnswer subscription(Call call) {
        return gate.throughForCaller(
                call,
                "getSubscription",
                SELDOM,
                account -> board.subscription(account.clientId(), account.seller(), type(call))
                        .map(NotificationsApi::told)
                        .orElseThrow(() -> AmazonRefusal.notFound("Subscription not found")));
    }

    private static HttpAnswer told(Subscribed subscription) {
        var told = SimulatorJson.object();
        told.putObject("payload")
                .put("subscriptionId", subscription.id())
                .put("payloadVersion", subscription.version())
                .put("destinationId", subscription.destination());
        return HttpAnswer.json(200, told);
    }

    private HttpAnswer subscribe(Call call) {
        return gate.throughForCaller(call, "createSubscription", SELDOM, account -> {
            var type = type(call);
            var asked = call.json();
            var destination = destination(account.clientId(), asked)
                    .orElseThrow(() -> AmazonRefusal.notFound("Destination not found"));
            if (Boolean.TRUE.equals(TYPES.get(type)) != (destination.arn() == null)) {
                throw AmazonRefusal.invalidInput("%s cannot go to such a destination".formatted(type));
            }
            if (board.subscription(account.clientId(), account.seller(), type).isPresent()) {
                throw AmazonRefusal.conflict("Subscription already exists");
            }
            return told(board.subscribe(
                    account.clientId(),
                    account.seller(),
                    type,
                    asked.path("payloadVersion").asText(),
                    destination.id()));
        });
    }

    private Optional<Destination> destination(String client, JsonNode asked) {
        return board.destinations(client).stream()
                .filter(it -> it.id().equals(asked.path("destinationId").asText()))
                .findFirst();
    }

    private HttpAnswer unsubscribe(Call call) {
        return gate.throughForApplication(call, "deleteSubscriptionById", SELDOM, client -> {
            if (!board.unsubscribe(client, type(call), call.path("subscription"))) {
                throw AmazonRefusal.notFound("Subscription not found");
            }
            return HttpAnswer.json(200, SimulatorJson.object());
        });
    }

    private static String type(Call call) {
        var type = call.path("type");
        if (!TYPES.containsKey(type)) {
            throw AmazonRefusal.invalidInput("Notification type %s is not supported".formatted(type));
        }
        return type;
    }

    /// Whether somebody is to be told of the seller's changes.
    boolean isWanted(String seller) {
        return board.hasSubscribers(seller);
    }

    /// What is there now, compared with what was.
    void changed(String seller, Optional<AmazonListing> before, AmazonListing after) {
        var quantity = quantity(after);
        if (quantity.isPresent() && !quantity.equals(before.flatMap(NotificationsApi::quantity))) {
            board.publish(
                    seller,
                    "LISTINGS_ITEM_MFN_QUANTITY_CHANGE",
                    after.sku(),
                    SimulatorJson.object()
                            .put("SellerId", seller)
                            .put("FulfillmentChannelCode", OfferChannel.SELLER)
                            .put("Sku", after.sku())
                            .put("Quantity", quantity.get()));
        }
        boolean sameStatus = before.filter(it -> it.isBuyable() == after.isBuyable() && it.isFba() == after.isFba())
                .isPresent();
        boolean sameIssues = before.map(it ->
                        it.issues().equals(after.issues()) && it.standing().equals(after.standing()))
                .orElse(after.issues().isEmpty() && after.standing().isEmpty());
        for (var marketplace : after.marketplaces()) {
            if (!sameStatus) {
                board.publish(seller, "LISTINGS_ITEM_STATUS_CHANGE", after.sku(), status(seller, marketplace, after));
            }
            if (!sameIssues) {
                board.publish(seller, "LISTINGS_ITEM_ISSUES_CHANGE", after.sku(), issues(seller, marketplace, after));
            }
        }
    }

    private static Optional<Integer> quantity(AmazonListing listing) {
        return listing.channel(OfferChannel.SELLER)
                .map(channel -> channel.quantity().orElse(0));
    }

    private static ObjectNode ofListing(String seller, String marketplace, AmazonListing listing) {
        return SimulatorJson.object()
                .put("SellerId", seller)
                .put("MarketplaceId", marketplace)
                .put("Asin", listing.asin())
                .put("Sku", listing.sku());
    }

    private static ObjectNode status(String seller, String marketplace, AmazonListing listing) {
        var told = ofListing(seller, marketplace, listing)
                .put("CreatedDate", listing.created().toString());
        var status = told.putArray("Status");
        if (listing.isBuyable()) {
            status.add("BUYABLE");
        }
        status.add("DISCOVERABLE");
        return told;
    }

    private static ObjectNode issues(String seller, String marketplace, AmazonListing listing) {
        var told = ofListing(seller, marketplace, listing);
        var severities = told.putArray("Severities");
        if (!listing.issues().isEmpty() || !listing.standing().isEmpty()) {
            severities.add("ERROR");
        }
        told.putArray("EnforcementActions");
        return told;
    }

    /// A feed is done.
    void feedDone(String seller, String feed, String status) {
        var payload = SimulatorJson.object();
        payload.putObject("feedProcessingFinishedNotification")
                .put("sellerId", seller)
                .put("feedId", feed)
                .put("feedType", "JSON_LISTINGS_FEED")
                .put("processingStatus", status);
        board.publish(seller, "FEED_PROCESSING_FINISHED", "", payload);
    }

    private HttpAnswer changeStatus(Call call) {
        var asked = call.json();
        var payload = SimulatorJson.object();
        var change = payload.putObject("accountStatusChangeNotification")
                .put("sellerId", call.path("seller"))
                .put("previousAccountStatus", asked.path("from").asText("NORMAL"))
                .put("currentAccountStatus", asked.path("status").asText());
        Optional.ofNullable(asked.path("marketplace").textValue())
                .ifPresent(marketplace -> change.put("marketplaceId", marketplace));
        board.publish(call.path("seller"), "ACCOUNT_STATUS_CHANGED", "", payload);
        return HttpAnswer.nothing();
    }
}
