package io.stockrule.shopify;

import java.time.Instant;
import java.util.Optional;

/// A shop at which the caller may do some work until its lease ends.
///
/// @param fence number of the lease
/// @param knownTo what was so before this moment is known; empty where nobody said so
public record ShopTurn(ShopKey shop, Work work, long fence, Optional<Instant> knownTo) {
    /// What is done for a shop again and again.
    public enum Work {
        /// Shopify is asked about products and locations that are in doubt.
        CATALOGUE("""
                exists (
                    select from catalogue_doubt d
                    where d.merchant_id = s.merchant_id and d.shop_id = s.shop_id and d.open)
                """),

        /// Shopify is asked which products have changed.
        CHANGES("""
                exists (
                    select from level_sweep w where w.merchant_id = s.merchant_id and w.shop_id = s.shop_id)
                """),

        /// It is seen to that Shopify sends its webhooks; not before the merchant has let us in.
        SUBSCRIPTIONS("""
                (not s.by_consent or exists (
                    select from shop_connection c
                    where c.merchant_id = s.merchant_id and c.shop_id = s.shop_id))
                """);

        private final String wanted;

        Work(String wanted) {
            this.wanted = wanted;
        }

        /// Whether there is something to do, as a condition on a shop `s`.
        String wanted() {
            return wanted;
        }
    }
}
