package io.stockrule.sync;

import io.stockrule.access.Merchants;
import io.stockrule.listing.StaleTargets;
import io.stockrule.profile.Profiles;
import io.stockrule.rules.RulesChanged;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Has the listings decided again that changed rules concern. A transaction for each merchant or batch of profiles:
/// one for all would keep stock changes waiting. Marking twice does no harm, so after a failure all is marked again.
@Singleton
class RuleChanges {
    private final Merchants merchants;
    private final Profiles profiles;
    private final StaleTargets targets;
    private final SyncWorker worker;

    RuleChanges(Merchants merchants, Profiles profiles, StaleTargets targets, SyncWorker worker) {
        this.merchants = merchants;
        this.profiles = profiles;
        this.targets = targets;
        this.worker = worker;
    }

    void rulesChanged(@Observes RulesChanged change) {
        if (change.steps()) {
            merchants.ids().forEach(targets::markMerchant);
        } else {
            profiles.forEachBatchIncluding(change.included(), targets::markProfiles);
        }
        worker.wake();
    }
}
