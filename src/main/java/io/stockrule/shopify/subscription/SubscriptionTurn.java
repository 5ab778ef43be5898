package io.stockrule.shopify.subscription;

import io.stockrule.shopify.ShopLogins;
import io.stockrule.shopify.ShopTurn;
import io.stockrule.shopify.ShopTurns;
import io.stockrule.shopify.ShopifyConfig;
import io.stockrule.shopify.admin.GraphQl;
import io.stockrule.shopify.admin.PatientShopify;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Looks where one shop sends its webhooks, and puts it right.
@ApplicationScoped
class SubscriptionTurn {
    private static final Logger LOG = Logger.getLogger(SubscriptionTurn.class);

    private final GraphQl shopify;
    private final ShopLogins shops;
    private final ShopTurns turns;
    private final WebhookAddresses addresses;
    private final InstantSource time;
    private final ShopifyConfig config;

    SubscriptionTurn(
            GraphQl shopify,
            ShopLogins shops,
            ShopTurns turns,
            WebhookAddresses addresses,
            InstantSource time,
            ShopifyConfig config) {
        this.shopify = shopify;
        this.shops = shops;
        this.turns = turns;
        this.addresses = addresses;
        this.time = time;
        this.config = config;
    }

    void run(ShopTurn turn) throws InterruptedException {
        var address = addresses.of(turn.shop());
        var login = shops.login(turn.shop());
        if (address.isEmpty() || login.isEmpty()) {
            turns.end(turn, config.subscriptionCheck(), Optional.of("waits until the shop's secrets are entered anew"));
            return;
        }
        try {
            var patient = new PatientShopify(shopify, login.get(), time, _ -> {});
            putRight(turn, new SubscriptionApi(patient), address.get());
            turns.end(turn, config.subscriptionCheck(), Optional.empty());
        } catch (Stopped e) {
            LOG.warnf(
                    "the webhooks of shop %d could not be looked after: %s",
                    turn.shop().shopId(), e.reason());
            turns.failed(turn, e.reason()); // the app may lack a right to this alone, so the shop is not suspended
        }
    }

    /// What stands in the way goes first, then what is missing comes, then what is left over goes: so nothing is lost
    /// in between that came so far.
    private void putRight(ShopTurn turn, SubscriptionApi api, String address) throws Stopped, InterruptedException {
        var missing = new ArrayList<Topic>(List.of(Topic.values()));
        var inTheWay = new ArrayList<Subscription>();
        var leftOver = new ArrayList<Subscription>();
        for (var subscription : api.list()) {
            var topic = topic(subscription);
            if (topic.isPresent() && subscription.serves(address) && missing.remove(topic.get())) {
                continue;
            }
            if (subscription.uri().equals(address)) {
                inTheWay.add(subscription);
            } else if (subscription.isOurs()) {
                leftOver.add(subscription);
            }
        }
        for (var subscription : inTheWay) {
            api.unsubscribe(subscription);
        }
        for (var topic : missing) {
            api.subscribe(topic, address);
        }
        for (var subscription : leftOver) {
            api.unsubscribe(subscription);
        }
        int ended = inTheWay.size() + leftOver.size();
        if (!missing.isEmpty() || ended > 0) {
            LOG.infof(
                    "shop %d: %d webhooks were missing and are subscribed, %d that were not wanted are ended",
                    turn.shop().shopId(), missing.size(), ended);
        }
    }

    private static Optional<Topic> topic(Subscription subscription) {
        return Stream.of(Topic.values())
                .filter(topic -> topic.name().equals(subscription.topic()))
                .findFirst();
    }
}
