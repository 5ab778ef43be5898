package io.stockrule.access;

import static java.util.stream.Collectors.groupingBy;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Tries the key set on what the database holds, before anything is done with it. With another key set nothing could be
/// sent or asked, and each new secret would make the way back longer.
///
/// One damaged secret is no reason not to start: its account or shop says so itself.
@ApplicationScoped
class KeySetTrial {
    private static final Logger LOG = Logger.getLogger(KeySetTrial.class);
    private static final int FIRST = 1;

    private final Secrets secrets;
    private final SecretsKey key;
    private final List<SealedSecrets> holders;
    private final boolean lost;

    /// @param lost set to true to start although the key set that encrypted the secrets in the database is gone; shops
    ///     and accounts whose secrets cannot be read then say that they have to be entered anew
    KeySetTrial(
            Secrets secrets,
            SecretsKey key,
            @All List<SealedSecrets> holders,
            @ConfigProperty(name = "stockrule.secrets.lost", defaultValue = "false") boolean lost) {
        this.secrets = secrets;
        this.key = key;
        this.holders = holders;
        this.lost = lost;
    }

    void started(@Observes @Priority(FIRST) StartupEvent event) {
        var sealed = holders.stream()
                .flatMap(holder -> holder.someOfEachKey().stream())
                .toList();
        if (!opens(sealed)) {
            if (!lost) {
                key.forgetIfNew();
                throw new InvalidKeySet(refusal());
            }
            LOG.warnf(
                    "%s does not open all secrets in the database. Shops and accounts that say so need theirs anew",
                    key.origin());
            holders.forEach(SealedSecrets::noteUnreadable);
        }
    }

    /// Whether no key is missing that more than one holder relies on, or the only one there is.
    boolean opens(List<SealedSecrets.Sealed> sealed) {
        Map<ByteBuffer, List<SealedSecrets.Sealed>> byKey =
                sealed.stream().collect(groupingBy(SealedSecrets.Sealed::key));
        var missing = byKey.values().stream()
                .filter(some -> some.stream().noneMatch(this::opens))
                .toList();
        return missing.isEmpty()
                || missing.size() < byKey.size() && missing.stream().allMatch(some -> holders(some) == 1);
    }

    private static int holders(List<SealedSecrets.Sealed> sealed) {
        return sealed.stream()
                .map(SealedSecrets.Sealed::holder)
                .collect(Collectors.toSet())
                .size();
    }

    private boolean opens(SealedSecrets.Sealed sealed) {
        try {
            secrets.decrypt(sealed.cipherText(), sealed.purpose());
            return true;
        } catch (UnreadableSecret _) {
            return false;
        }
    }

    private String refusal() {
        return "%s. Put the key set back that was in use, or start once more with STOCKRULE_SECRETS_LOST=true and enter the secrets of shops and Amazon accounts anew"
                .formatted(
                        key.isNew()
                                ? "The key set %s is missing, and the database holds secrets that it encrypted"
                                        .formatted(key.origin())
                                : "The key set of %s is not the one that encrypted the secrets in the database"
                                        .formatted(key.origin()));
    }
}
