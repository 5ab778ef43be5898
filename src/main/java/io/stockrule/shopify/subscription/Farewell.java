package io.stockrule.shopify.subscription;

import io.stockrule.access.Tokens;
import io.stockrule.shopify.ShopLogin;
import io.stockrule.shopify.admin.GraphQl;
import io.stockrule.shopify.admin.PatientShopify;
import io.stockrule.shopify.admin.PatientShopify.Stopped;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Set;

/// Ends the webhooks of a shop that is being deleted.
@ApplicationScoped
public class Farewell {
    private final GraphQl shopify;
    private final InstantSource time;

    Farewell(GraphQl shopify, InstantSource time) {
        this.shopify = shopify;
        this.time = time;
    }

    /// Ends those that go to these addresses, and no others: the same store may have been connected anew.
    ///
    /// @param addresses hashes of the tokens at their end
    /// @return how many they were
    public int end(ShopLogin login, Set<ByteBuffer> addresses) throws Stopped, InterruptedException {
        var api = new SubscriptionApi(new PatientShopify(shopify, login, time, _ -> {}));
        int ended = 0;
        for (var subscription : api.list()) {
            if (addresses.contains(token(subscription.uri()))) {
                api.unsubscribe(subscription);
                ended++;
            }
        }
        return ended;
    }

    private static ByteBuffer token(String address) {
        return ByteBuffer.wrap(Tokens.hash(address.substring(address.lastIndexOf('/') + 1)));
    }
}
