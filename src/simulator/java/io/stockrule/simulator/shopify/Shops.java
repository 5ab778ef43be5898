package io.stockrule.simulator.shopify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stockrule.simulator.Randoms;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The shops and the access tokens given out for them.
final class Shops {
    private static final List<String> OF_SHOPS = List.of(
            "location", "variant", "level", "webhook", "subscription", "changed", "authorization_code", "offline_pair");

    private final Store store;
    private final InstantSource clock;
    private final OfflinePairs pairs;
    private final Map<String, ShopAccount> known = new ConcurrentHashMap<>();

    Shops(Store store, InstantSource clock, OfflinePairs pairs) {
        this.store = store;
        this.clock = clock;
        this.pairs = pairs;
        reload();
    }

    void reload() {
        known.clear();
        store.use(h -> h.createQuery("select doc from shop")
                .mapTo(String.class)
                .map(doc -> SimulatorJson.read(doc, ShopAccount.class))
                .forEach(shop -> known.put(shop.domain(), shop)));
    }

    /// Makes a shop, or changes what is given of an existing one.
    ShopAccount put(String domain, byte[] given) {
        var before = find(domain).orElseGet(() -> ShopAccount.of(domain, Ids.shop(store.number(1))));
        var shop = SimulatorJson.over(before, given, ShopAccount.class);
        store.use(h ->
                h.execute("insert or replace into shop (domain, doc) values (?, ?)", domain, SimulatorJson.text(shop)));
        known.put(domain, shop);
        return shop;
    }

    /// Gives a shop another name, under which it is all that it was. Nothing is known of the old one.
    ShopAccount rename(String domain, String name) {
        var renamed = SimulatorJson.over(
                get(domain), SimulatorJson.text(Map.of("domain", name)).getBytes(UTF_8), ShopAccount.class);
        store.use(h -> {
            h.execute("delete from shop where domain = ?", domain);
            h.execute("insert into shop (domain, doc) values (?, ?)", name, SimulatorJson.text(renamed));
            OF_SHOPS.forEach(
                    table -> h.execute("update %s set shop = ? where shop = ?".formatted(table), name, domain));
            h.execute("update access_token set owner = ? where owner = ?", name, domain);
        });
        known.remove(domain);
        known.put(name, renamed);
        return renamed;
    }

    Optional<ShopAccount> find(String domain) {
        return Optional.ofNullable(known.get(domain));
    }

    ShopAccount get(String domain) {
        return find(domain).orElseThrow(() -> new IllegalArgumentException("no such shop: " + domain));
    }

    List<ShopAccount> all() {
        return List.copyOf(known.values());
    }

    /// No access token that expires is good any longer.
    void expireTokens(String domain) {
        store.use(h -> h.execute("delete from access_token where owner = ?", domain));
        pairs.expireAccess(domain);
    }

    String newToken(ShopAccount shop) {
        var token = "shpat_" + Randoms.token();
        store.use(h -> h.execute(
                "insert into access_token (token, owner, expires) values (?, ?, ?)",
                token,
                shop.domain(),
                clock.millis() + shop.tokenSeconds() * 1000));
        return token;
    }

    /// The application is uninstalled: its tokens are dead, those that never expire, too.
    ShopAccount uninstall(ShopAccount shop) {
        store.use(h -> h.execute("delete from access_token where owner = ?", shop.domain()));
        return put(
                shop.domain(),
                SimulatorJson.object().put("uninstalled", true).toString().getBytes(UTF_8));
    }

    boolean isGood(ShopAccount shop, String token) {
        return !shop.uninstalled() && isKnown(shop, token);
    }

    private boolean isKnown(ShopAccount shop, String token) {
        return token.equals(shop.accessToken())
                || pairs.isGood(shop, token)
                || store.with(h -> h.createQuery("select count(*) from access_token"
                                + " where token = :token and owner = :owner and expires > :now")
                        .bind("token", token)
                        .bind("owner", shop.domain())
                        .bind("now", clock.millis())
                        .mapTo(Integer.class)
                        .one()
                        .equals(1));
    }
}
