package io.stockrule.access.session;

import io.stockrule.access.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The sessions, which all replicas know from one table. A session opens what its key opens, and nothing from
/// the moment at which that is revoked.
@ApplicationScoped
class Sessions {
    /// Of one key. Who begins another ends the oldest.
    private static final int MOST = 20;

    /// A use is noted after this part of the time that a session may lie idle.
    private static final int NOTED_PARTS = 100;

    private final Jdbi database;
    private final InstantSource time;
    private final SessionConfig config;

    Sessions(Jdbi database, InstantSource time, SessionConfig config) {
        this.database = database;
        this.time = time;
        this.config = config;
    }

    /// Whose it is.
    record Session(long merchantId, long keyId) {}

    private record Found(Session session, Instant seenAt) {}

    /// @return what the browser shows from now on
    @Transactional
    String begin(long merchantId, long keyId) {
        var token = Tokens.random();
        database.useHandle(handle -> {
            handle.createUpdate("""
                            insert into session (merchant_id, session_hash, api_key_id, begun_at, seen_at)
                            values (:merchant, :hash, :key, :now, :now)
                            """)
                    .bind("merchant", merchantId)
                    .bind("hash", Tokens.hash(token))
                    .bind("key", keyId)
                    .bind("now", time.instant())
                    .execute();
            endOldest(handle, merchantId, keyId);
        });
        return token;
    }

    private static void endOldest(Handle handle, long merchantId, long keyId) {
        handle.createUpdate("""
                        delete from session where merchant_id = :merchant and session_hash in (
                            select session_hash from session
                            where merchant_id = :merchant and api_key_id = :key
                            order by begun_at desc offset :most)
                        """)
                .bind("merchant", merchantId)
                .bind("key", keyId)
                .bind("most", MOST)
                .execute();
    }

    /// Empty when it is over, was ended, or its key is revoked.
    @Transactional
    Optional<Session> find(String token) {
        var hash = Tokens.hash(token);
        var now = time.instant();
        var found = database.withHandle(handle -> handle.createQuery("""
                        select merchant_id, api_key_id, seen_at from session s
                        join api_key k using (merchant_id, api_key_id)
                        where session_hash = :hash and begun_at > :begun and seen_at > :seen and k.revoked_at is null
                        """)
                .bind("hash", hash)
                .bind("begun", now.minus(config.longest()))
                .bind("seen", now.minus(config.idle()))
                .map((row, _) -> new Found(
                        new Session(row.getLong("merchant_id"), row.getLong("api_key_id")),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant()))
                .findOne());
        found.filter(it -> isWorthNoting(it.seenAt(), now))
                .ifPresent(it -> note(it.session().merchantId(), hash, now));
        return found.map(Found::session);
    }

    private boolean isWorthNoting(Instant seenAt, Instant now) {
        return Duration.between(seenAt, now).compareTo(config.idle().dividedBy(NOTED_PARTS)) > 0;
    }

    private void note(long merchantId, byte[] hash, Instant now) {
        database.useHandle(handle -> handle.createUpdate("""
                        update session set seen_at = greatest(seen_at, :now)
                        where merchant_id = :merchant and session_hash = :hash
                        """)
                .bind("merchant", merchantId)
                .bind("hash", hash)
                .bind("now", now)
                .execute());
    }

    @Transactional
    void end(long merchantId, String token) {
        database.useHandle(handle -> handle.createUpdate("""
                        delete from session where merchant_id = :merchant and session_hash = :hash
                        """)
                .bind("merchant", merchantId)
                .bind("hash", Tokens.hash(token))
                .execute());
    }

    /// Forgets those that are over, a batch in a call.
    ///
    /// @return how many it was
    @Transactional
    int forget(int limit) {
        var now = time.instant();
        return database.withHandle(handle -> handle.createUpdate("""
                        delete from session where (merchant_id, session_hash) in (
                            select merchant_id, session_hash from session
                            where begun_at <= :begun or seen_at <= :seen
                            limit :limit
                            for update skip locked)
                        """)
                .bind("begun", now.minus(config.longest()))
                .bind("seen", now.minus(config.idle()))
                .bind("limit", limit)
                .execute());
    }
}
