package io.stockrule.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Creates merchants and their API keys, and knows the merchants' time zones.
@ApplicationScoped
public class Merchants {
    private final InstantSource time;
    private final Event<MerchantCreated> created;
    private final Event<MerchantChanged> merchantChanged;

    Merchants(InstantSource time, Event<MerchantCreated> created, Event<MerchantChanged> merchantChanged) {
        this.time = time;
        this.created = created;
        this.merchantChanged = merchantChanged;
    }

    /// The zone in which a merchant's dates and times are meant; empty until it is set.
    @Transactional
    public Optional<ZoneId> timeZone(long merchantId) {
        return Merchant.of(merchantId).flatMap(merchant -> Optional.ofNullable(merchant.timeZone));
    }

    @Transactional
    NewMerchant create(String name, Optional<ZoneId> timeZone) {
        var merchant = new Merchant();
        merchant.name = name;
        merchant.timeZone = timeZone.orElse(null);
        merchant.createdAt = time.instant();
        merchant.persistAndFlush();
        created.fire(new MerchantCreated(merchant.id));
        return new NewMerchant(merchant, createKey(merchant, "first key"));
    }

    /// @return empty when there is no such merchant
    @Transactional
    Optional<Merchant> changeGoneVariants(long merchantId, GoneVariants goneVariants) {
        return change(merchantId, it -> it.goneVariants != goneVariants, it -> it.goneVariants = goneVariants);
    }

    /// @return empty when there is no such merchant
    @Transactional
    Optional<Merchant> changeTimeZone(long merchantId, ZoneId timeZone) {
        return change(merchantId, it -> !timeZone.equals(it.timeZone), it -> it.timeZone = timeZone);
    }

    private Optional<Merchant> change(long merchantId, Predicate<Merchant> differs, Consumer<Merchant> change) {
        var merchant = Merchant.of(merchantId);
        merchant.filter(differs).ifPresent(it -> {
            change.accept(it);
            it.persistAndFlush();
            merchantChanged.fire(new MerchantChanged(merchantId));
        });
        return merchant;
    }

    /// @return empty when there is no such merchant
    @Transactional
    Optional<NewKey> createKey(long merchantId, String name) {
        return Merchant.of(merchantId).map(merchant -> createKey(merchant, name));
    }

    private NewKey createKey(Merchant merchant, String name) {
        var secret = "sr_" + Tokens.random();
        var key = new ApiKey();
        key.merchantId = merchant.id;
        key.hash = Tokens.hash(secret);
        key.name = name;
        key.createdAt = time.instant();
        key.persist();
        return new NewKey(key, secret);
    }

    /// From now on the key opens nothing. A key revoked before stays revoked since then.
    ///
    /// @return whether the merchant has such a key
    @Transactional
    boolean revoke(long merchantId, long keyId) {
        var key = ApiKey.of(merchantId, keyId);
        key.filter(it -> it.revokedAt == null).ifPresent(it -> it.revokedAt = time.instant());
        return key.isPresent();
    }

    /// What became of a merchant's wish to revoke a key of its own.
    enum Revocation {
        REVOKED,
        LAST_KEY,
        NO_SUCH_KEY
    }

    /// As [#revoke]. Two keys that are revoked at once are revoked one after the other.
    @Transactional
    Revocation revokeUnlessLast(long merchantId, long keyId) {
        var keys = ApiKey.lockInForce(merchantId);
        if (keys.stream().noneMatch(key -> key.id == keyId)) {
            return revoke(merchantId, keyId) ? Revocation.REVOKED : Revocation.NO_SUCH_KEY;
        }
        if (keys.size() == 1) {
            return Revocation.LAST_KEY;
        }
        revoke(merchantId, keyId);
        return Revocation.REVOKED;
    }

    /// @param key shown once
    record NewMerchant(Merchant merchant, NewKey key) {}

    /// @param secret shown once
    record NewKey(ApiKey key, String secret) {}
}
