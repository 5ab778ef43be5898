package io.stockrule.shopify.leaving;

import io.stockrule.shopify.ShopDeletions;
import io.stockrule.shopify.ShopLogin;
import io.stockrule.shopify.ShopLogins;
import io.stockrule.shopify.admin.Documents;
import io.stockrule.shopify.admin.GraphQl;
import io.stockrule.shopify.admin.Reply;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jboss.logging.Logger;

/// Decides about requests to delete a shop.
///
/// Shopify sends one 48 hours after the app was uninstalled
/// (https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance), for that installation: by then the app may
/// be installed anew, and the merchant's stock be kept up by what would be deleted. Nor does the message prove much: it
/// is the same each time, and its topic is not signed (https://shopify.dev/docs/apps/build/webhooks/verify-deliveries),
/// so one of years ago can be sent again. Therefore Shopify itself is asked. While the shop answers us, nothing is
/// deleted; when it refuses what we have, the app is not installed, and the shop is deleted as if its merchant had done
/// it. When there is neither, it is asked again: there are 30 days.
@ApplicationScoped
class Redaction {
    private static final Logger LOG = Logger.getLogger(Redaction.class);

    private final PrivacyRequests requests;
    private final ShopLogins shops;
    private final ShopDeletions deletions;
    private final GraphQl shopify;

    Redaction(PrivacyRequests requests, ShopLogins shops, ShopDeletions deletions, GraphQl shopify) {
        this.requests = requests;
        this.shops = shops;
        this.deletions = deletions;
        this.shopify = shopify;
    }

    /// Decides about one that is due.
    ///
    /// @return false if there is none
    boolean decideOne() {
        var open = requests.claim();
        open.ifPresent(request -> shops.login(request.shop()).ifPresent(login -> decide(request, login)));
        return open.isPresent();
    }

    private void decide(PrivacyRequests.Open request, ShopLogin login) {
        long shop = request.shop().shopId();
        switch (shopify.ask(login, Documents.SHOP_AND_GRANT, Map.of())) {
            case Reply.Data _ -> {
                LOG.infof("shop %d is not deleted as Shopify asked: the app is installed there", shop);
                shops.liftSuspension(request.shop());
                requests.settle(request, "not deleted: the app is installed in the shop");
            }
            case Reply.Refused refused when refused.closed() -> delete(login);
            case Reply.TokenRefused _ -> delete(login);
            case Reply other -> LOG.warnf("whether shop %d is to be deleted is asked again later: %s", shop, other);
        }
    }

    private void delete(ShopLogin refused) {
        if (deletions.deleteRefused(refused)) {
            LOG.infof(
                    "shop %d is deleted: the app was uninstalled, and Shopify asked for it",
                    refused.shop().shopId());
        }
    }
}
