package io.stockrule.access;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/// The key of the person who runs the service: a setting, or generated at the first start and then known by its
/// hash.
@ApplicationScoped
class OperatorKey {
    private static final int SHORTEST = 20;

    private final Optional<String> setting;
    private final Jdbi database;
    private final InstantSource time;

    /// @param setting the operator's key, at least 20 characters; without it, one is generated and printed once at
    ///     the first start
    OperatorKey(
            @ConfigProperty(name = "stockrule.operator-key") Optional<String> setting,
            Jdbi database,
            InstantSource time) {
        if (setting.isPresent() && setting.get().length() < SHORTEST) {
            throw new ConfigurationException(
                    "stockrule.operator-key must have at least %d characters".formatted(SHORTEST));
        }
        this.setting = setting;
        this.database = database;
        this.time = time;
    }

    @Startup
    void generateAtTheFirstStart() {
        if (setting.isEmpty()) {
            var key = "sr_" + Tokens.random();
            if (storeUnlessThere(key)) {
                show(key);
            }
        }
    }

    /// Of several replicas that start at once, one stores its key.
    @Transactional
    boolean storeUnlessThere(String key) {
        return database.withHandle(handle -> handle.createUpdate("""
                        insert into operator_key (key_hash, created_at) values (:hash, :now) on conflict do nothing
                        """)
                        .bind("hash", Tokens.hash(key))
                        .bind("now", time.instant())
                        .execute()
                == 1);
    }

    /// To a person's screen and not to the log, which is kept and passed on.
    @SuppressWarnings("SystemOut")
    private static void show(String key) {
        System.out.println("Operator key, shown only now: " + key);
    }

    boolean is(String key) {
        var given = Tokens.hash(key);
        return setting.map(expected -> MessageDigest.isEqual(Tokens.hash(expected), given))
                .orElseGet(() -> isStored(given));
    }

    private boolean isStored(byte[] hash) {
        return database.withHandle(handle -> handle.select("select key_hash from operator_key")
                .mapTo(byte[].class)
                .findOne()
                .filter(stored -> MessageDigest.isEqual(stored, hash))
                .isPresent());
    }
}
