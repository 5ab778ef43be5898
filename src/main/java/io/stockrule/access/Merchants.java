package io.stockrule.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;

/// Creates merchants and their API keys, and knows the merchants' time zones.
@ApplicationScoped
public class Merchants {
    private final InstantSource time;
    private final Event<MerchantCreated> created;
    private final Event<MerchantTimeZoneChanged> timeZoneChanged;

    Merchants(InstantSource time, Event<MerchantCreated> created, Event<MerchantTimeZoneChanged> timeZoneChanged) {
        this.time = time;
        this.created = created;
        this.timeZoneChanged = timeZoneChanged;
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
    Optional<Merchant> changeTimeZone(long merchantId, ZoneId timeZone) {
        var merchant = Merchant.of(merchantId);
        merchant.filter(it -> !timeZone.equals(it.timeZone)).ifPresent(it -> {
            it.timeZone = timeZone;
            it.persistAndFlush();
            timeZoneChanged.fire(new MerchantTimeZoneChanged(merchantId));
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

    /// @param key shown once
    record NewMerchant(Merchant merchant, NewKey key) {}

    /// @param secret shown once
    record NewKey(ApiKey key, String secret) {}
}
