package io.stockrule.shopify.authorization;

import io.stockrule.access.Tokens;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopSecrets;
import io.stockrule.shopify.SigningSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Consents that merchants were asked for, the latest of each shop. What Shopify answers is known by its
/// state, of which the hash is kept: it is good for one answer, soon, about the shop that it was made for. No
/// cookie is needed besides: the state comes to whoever has the merchant's key, and whoever opens the address
/// connects the shop of its state alone.
@ApplicationScoped
class Authorizations {
    private static final Duration VALID = Duration.ofMinutes(15);

    private final Jdbi database;
    private final ShopSecrets secrets;
    private final InstantSource time;

    Authorizations(Jdbi database, ShopSecrets secrets, InstantSource time) {
        this.database = database;
        this.secrets = secrets;
        this.time = time;
    }

    /// A consent that was asked for.
    ///
    /// @param domain the shop's
    record Asked(ShopKey shop, String domain, SigningSecrets secrets, Instant until, boolean used) {}

    /// @param state secret until Shopify has answered
    record Begun(String state, Instant until) {
        @Override
        public String toString() {
            return "Begun[until=%s]".formatted(until);
        }
    }

    /// An address that was answered before is no longer good.
    @Transactional
    Begun begin(ShopKey shop) {
        var begun = new Begun(Tokens.random(), time.instant().plus(VALID));
        database.useHandle(handle -> handle.createUpdate("""
                        insert into shop_authorization (merchant_id, shop_id, state_hash, expires_at)
                        values (:merchant, :shop, :hash, :until)
                        on conflict (merchant_id, shop_id) do update
                        set state_hash = excluded.state_hash, expires_at = excluded.expires_at, used_at = null
                        """)
                .bind("merchant", shop.merchantId())
                .bind("shop", shop.shopId())
                .bind("hash", Tokens.hash(begun.state()))
                .bind("until", begun.until())
                .execute());
        return begun;
    }

    /// Empty if nobody was given the state, or a newer one since.
    Optional<Asked> find(String state) {
        return database.withHandle(handle -> handle.createQuery("""
                        select a.merchant_id, a.shop_id, a.expires_at, a.used_at, s.domain, s.client_secret,
                            s.previous_secret, s.previous_secret_until, s.older_secret, s.older_secret_until
                        from shop_authorization a join shop s using (merchant_id, shop_id)
                        where a.state_hash = :hash
                        """)
                .bind("hash", Tokens.hash(state))
                .map((row, _) -> asked(row))
                .findOne());
    }

    private Asked asked(ResultSet row) throws SQLException {
        var shop = new ShopKey(row.getLong("merchant_id"), row.getLong("shop_id"));
        return new Asked(
                shop,
                row.getString("domain"),
                secrets.signing(shop, row, time.instant()),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getObject("used_at") != null);
    }

    /// The state is good for nothing from now on.
    ///
    /// @return false if it was so already
    @Transactional
    boolean use(String state) {
        return database.withHandle(handle -> handle.createUpdate("""
                        update shop_authorization set used_at = :now
                        where state_hash = :hash and used_at is null and expires_at > :now
                        """)
                        .bind("hash", Tokens.hash(state))
                        .bind("now", time.instant())
                        .execute()
                == 1);
    }
}
