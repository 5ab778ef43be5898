package io.stockrule.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
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
        return Optional.ofNullable(Merchant.of(merchantId).timeZone);
    }

    /// All merchants, for what concerns every one of them.
    @Transactional
    public List<Long> ids() {
        return Merchant.<Merchant>listAll().stream()
                .map(merchant -> merchant.id)
                .toList();
    }

    @Transactional
    NewMerchant create(String name, Optional<ZoneId> timeZone) {
        var merchant = new Merchant();
        merchant.name = name;
        merchant.timeZone = timeZone.orElse(null);
        merchant.createdAt = time.instant();
        merchant.persistAndFlush();
        created.fire(new MerchantCreated(merchant.id));
        return new NewMerchant(merchant, createKey(merchant.id, "first key"));
    }

    @Transactional
    Merchant changeTimeZone(long merchantId, ZoneId timeZone) {
        var merchant = Merchant.of(merchantId);
        if (!timeZone.equals(merchant.timeZone)) {
            merchant.timeZone = timeZone;
            merchant.persistAndFlush();
            timeZoneChanged.fire(new MerchantTimeZoneChanged(merchantId));
        }
        return merchant;
    }

    @Transactional
    NewKey createKey(long merchantId, String name) {
        var merchant = Merchant.of(merchantId);
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
    @Transactional
    void revoke(long merchantId, long keyId) {
        var key = ApiKey.of(merchantId, keyId);
        if (key.revokedAt == null) {
            key.revokedAt = time.instant();
        }
    }

    /// @param key shown once
    record NewMerchant(Merchant merchant, NewKey key) {}

    /// @param secret shown once
    record NewKey(ApiKey key, String secret) {}
}
