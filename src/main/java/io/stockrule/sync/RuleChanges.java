package io.stockrule.sync;

import io.stockrule.access.Merchants;
import io.stockrule.listing.StaleTargets;
import io.stockrule.profile.Profiles;
import io.stockrule.rules.RulesInUse;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Has the listings decided again that changed rules concern, also those that changed while the service was down. A
/// transaction for each merchant or batch of profiles:
/// one for all would keep stock changes waiting. Marking twice does no harm, so after a failure all is marked again.
@Singleton
class RuleChanges {
    private final Merchants merchants;
    private final Profiles profiles;
    private final StaleTargets targets;
    private final RulesLastUsed lastUsed;
    private final SyncWorker worker;

    RuleChanges(
            Merchants merchants, Profiles profiles, StaleTargets targets, RulesLastUsed lastUsed, SyncWorker worker) {
        this.merchants = merchants;
        this.profiles = profiles;
        this.targets = targets;
        this.lastUsed = lastUsed;
        this.worker = worker;
    }

    void rulesInUse(@Observes RulesInUse now) {
        var change = now.changedSince(lastUsed.read());
        if (change.isNothing()) {
            return;
        }
        if (change.steps()) {
            merchants.ids().forEach(targets::markMerchant);
        } else {
            profiles.forEachBatchIncluding(change.included(), targets::markProfiles);
        }
        lastUsed.store(now);
        worker.wake();
    }
}
