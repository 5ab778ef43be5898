package io.stockrule.simulator.amazon;

import io.stockrule.simulator.Randoms;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The sellers and the access tokens given out for them.
final class SellerAccounts {
    /// No seller's id begins so.
    private static final String APPLICATION = "application ";

    private final Store store;
    private final InstantSource clock;
    private final Map<String, SellerAccount> known = new ConcurrentHashMap<>();
    /// Tokens as they are in the store, at hand because every call asks.
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    SellerAccounts(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        reload();
    }

    private record Token(String seller, long expires) {}

    void reload() {
        known.clear();
        tokens.clear();
        store.use(h -> h.createQuery("select doc from account")
                .mapTo(String.class)
                .map(doc -> SimulatorJson.read(doc, SellerAccount.class))
                .forEach(account -> known.put(account.seller(), account)));
    }

    /// Makes an account, or changes what is given of an existing one.
    SellerAccount put(String seller, byte[] given) {
        var account = SimulatorJson.over(find(seller).orElse(SellerAccount.of(seller)), given, SellerAccount.class);
        store.use(h -> h.execute(
                "insert or replace into account (seller, refresh_token, doc) values (?, ?, ?)",
                seller,
                account.refreshToken(),
                SimulatorJson.text(account)));
        known.put(seller, account);
        return account;
    }

    Optional<SellerAccount> find(String seller) {
        return Optional.ofNullable(known.get(seller));
    }

    List<SellerAccount> ofClient(String clientId) {
        return known.values().stream()
                .filter(account -> account.clientId().equals(clientId))
                .toList();
    }

    String newToken(SellerAccount account) {
        return newToken(account.seller(), account.tokenSeconds());
    }

    /// A token of the application itself, which opens nothing of a seller's.
    String newApplicationToken(SellerAccount ofIt) {
        return newToken(APPLICATION + ofIt.clientId(), ofIt.tokenSeconds());
    }

    private String newToken(String owner, int seconds) {
        var token = "Atza|" + Randoms.token();
        store.use(h -> h.execute(
                "insert into access_token (token, owner, expires) values (?, ?, ?)",
                token,
                owner,
                clock.millis() + seconds * 1000L));
        return token;
    }

    /// The application that a token of its own speaks for, while the token is good.
    Optional<String> application(String token) {
        return known(token)
                .filter(found -> found.expires() > clock.millis())
                .map(Token::seller)
                .filter(owner -> owner.startsWith(APPLICATION))
                .map(owner -> owner.substring(APPLICATION.length()));
    }

    /// The account an access token speaks for, while the token is good.
    Optional<SellerAccount> speaking(String token) {
        return known(token).filter(found -> found.expires() > clock.millis()).flatMap(found -> find(found.seller()));
    }

    /// Nothing of the map is held while the store is asked: some who ask for a token hold the store already.
    private Optional<Token> known(String token) {
        var known = Optional.ofNullable(tokens.get(token)).or(() -> stored(token));
        known.ifPresent(found -> tokens.putIfAbsent(token, found));
        return known;
    }

    private Optional<Token> stored(String token) {
        return store.with(h -> h.createQuery("select owner, expires from access_token where token = :token")
                .bind("token", token)
                .map((row, _) -> new Token(row.getString("owner"), row.getLong("expires")))
                .findOne());
    }

    /// Makes the access tokens given out so far worthless.
    void withdrawTokens(String seller) {
        store.use(h -> h.execute("delete from access_token where owner = ?", seller));
        tokens.values().removeIf(token -> token.seller().equals(seller));
    }
}
