package io.stockrule.simulator.shopify;

import io.stockrule.simulator.Randoms;
import io.stockrule.simulator.Store;
import java.time.InstantSource;
import java.util.Optional;

/// Expiring offline tokens: one good access token a shop, and the refresh token that renews it. A refresh
/// token stays usable until what it brought is first used; then all that is older is worthless.
/// https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens
final class OfflinePairs {
    static final long ACCESS_SECONDS = 3_600;
    static final long REFRESH_SECONDS = 7_776_000;
    private static final long CODE_SECONDS = 600;

    private final Store store;
    private final InstantSource clock;

    OfflinePairs(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    record Pair(String access, String refresh) {}

    /// @return good for one exchange
    String newCode(ShopAccount shop) {
        var code = Randoms.token();
        store.use(h -> h.execute(
                "insert into authorization_code (code, shop, expires) values (?, ?, ?)",
                code,
                shop.domain(),
                in(CODE_SECONDS)));
        return code;
    }

    Optional<Pair> exchange(ShopAccount shop, String code) {
        return store.with(h -> {
            int known = h.execute(
                    "delete from authorization_code where code = ? and shop = ? and expires > ?",
                    code,
                    shop.domain(),
                    clock.millis());
            if (known == 0) {
                return Optional.empty();
            }
            h.execute("delete from offline_pair where shop = ?", shop.domain());
            return Optional.of(newPair(shop));
        });
    }

    Optional<Pair> refresh(ShopAccount shop, String refreshToken) {
        return store.with(h -> h.createQuery("select id from offline_pair"
                        + " where shop = :shop and refresh = :refresh and refresh_expires > :now")
                .bind("shop", shop.domain())
                .bind("refresh", refreshToken)
                .bind("now", clock.millis())
                .mapTo(Long.class)
                .findOne()
                .map(id -> {
                    used(shop, id);
                    h.execute("delete from offline_pair where shop = ? and id > ?", shop.domain(), id);
                    h.execute("update offline_pair set access_expires = 0 where shop = ?", shop.domain());
                    return newPair(shop);
                }));
    }

    /// Whether the access token is the good one; it is used by that.
    boolean isGood(ShopAccount shop, String accessToken) {
        return store.with(h -> {
            var pair = h.createQuery("select id from offline_pair"
                            + " where shop = :shop and access = :access and access_expires > :now")
                    .bind("shop", shop.domain())
                    .bind("access", accessToken)
                    .bind("now", clock.millis())
                    .mapTo(Long.class)
                    .findOne();
            pair.ifPresent(id -> used(shop, id));
            return pair.isPresent();
        });
    }

    void expireAccess(String shop) {
        store.use(h -> h.execute("update offline_pair set access_expires = 0 where shop = ?", shop));
    }

    void expireRefresh(String shop) {
        store.use(h -> h.execute("update offline_pair set refresh_expires = 0 where shop = ?", shop));
    }

    private void used(ShopAccount shop, long pair) {
        store.use(h -> h.execute("delete from offline_pair where shop = ? and id < ?", shop.domain(), pair));
    }

    private Pair newPair(ShopAccount shop) {
        var pair = new Pair("shpua_" + Randoms.token(), "shprt_" + Randoms.token());
        store.use(h -> h.execute(
                "insert into offline_pair (shop, access, access_expires, refresh, refresh_expires) values (?, ?, ?, ?, ?)",
                shop.domain(),
                pair.access(),
                in(ACCESS_SECONDS),
                pair.refresh(),
                in(REFRESH_SECONDS)));
        return pair;
    }

    private long in(long seconds) {
        return clock.millis() + seconds * 1000;
    }
}
