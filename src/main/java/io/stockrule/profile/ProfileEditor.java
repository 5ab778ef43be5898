package io.stockrule.profile;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.access.Precondition;
import io.stockrule.language.Checked;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.meaning.FactsRead;
import io.stockrule.stock.WantedMetafields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;

/// Puts texts in force, and takes profiles away.
@ApplicationScoped
class ProfileEditor {
    private final ProfileRows rows;
    private final MerchantChecks checks;
    private final InstantSource time;
    private final WantedMetafields metafields;
    private final Event<ProfileChanged> changes;

    ProfileEditor(
            ProfileRows rows,
            MerchantChecks checks,
            InstantSource time,
            WantedMetafields metafields,
            Event<ProfileChanged> changes) {
        this.rows = rows;
        this.metafields = metafields;
        this.checks = checks;
        this.time = time;
        this.changes = changes;
    }

    /// Checks the text and puts it in force, unless it already is. Two writers at once come one after the other. No
    /// transaction is open while the text is checked, which may take a while.
    ProfileChange replace(Draft draft, Precondition precondition) {
        return switch (checks.check(draft.merchantId(), draft.text())) {
            case Checked.Rejected rejected -> new ProfileChange.Rejected(rejected.diagnostics());
            case Checked.Accepted accepted ->
                accepted.profile().name().equals(draft.name())
                        ? QuarkusTransaction.joiningExisting().call(() -> save(draft, precondition, accepted))
                        : new ProfileChange.Rejected(List.of(DeclaredName.isNot(draft.name(), draft.text())));
        };
    }

    /// With the metafields that it looks at, or not at all.
    private ProfileChange save(Draft draft, Precondition precondition, Checked.Accepted accepted) {
        long merchant = draft.merchantId();
        var looksAt = FactsRead.by(accepted.profile()).metafields();
        if (!looksAt.isEmpty() && !metafields.mayLookAt(merchant, draft.name(), looksAt)) {
            return new ProfileChange.Rejected(List.of(DeclaredName.looksAtTooMany(looksAt, draft.text())));
        }
        var change = save(draft, precondition, accepted.diagnostics());
        if (change instanceof ProfileChange.Saved saved && !(saved.created() && looksAt.isEmpty())) {
            metafields.replace(merchant, draft.name(), looksAt);
        }
        return change;
    }

    private ProfileChange save(Draft draft, Precondition precondition, List<Diagnostic> warnings) {
        if (precondition.allowsCreation()) {
            var created = rows.insert(draft);
            if (created.isPresent()) {
                return new ProfileChange.Saved(created.get(), warnings, true);
            }
        }
        var profile = GlobalProfile.lock(draft.merchantId(), draft.name());
        if (profile.isEmpty()) {
            return new ProfileChange.OutOfDate(OptionalInt.empty());
        }
        int version = profile.get().version;
        return precondition.allowsChangeOf(version)
                ? new ProfileChange.Saved(change(profile.get(), draft), warnings, false)
                : new ProfileChange.OutOfDate(OptionalInt.of(version));
    }

    private SavedVersion change(GlobalProfile profile, Draft draft) {
        var inForce = profile.text();
        if (inForce.text.equals(draft.text())) {
            return inForce.saved();
        }
        profile.version++;
        var added = ProfileVersion.add(profile, draft, time.instant());
        GlobalProfile.flush(); // those who listen use plain SQL and must find the new version
        changes.fire(new ProfileChanged(profile.merchantId, profile.profileId));
        return added.saved();
    }

    /// Deletes a profile that no Selling List uses.
    @Transactional
    ProfileDeletion delete(long merchantId, String name, Precondition precondition) {
        if (name.equals(GlobalProfile.DEFAULT)) {
            return new ProfileDeletion.IsDefault();
        }
        var profile = GlobalProfile.lock(merchantId, name);
        if (profile.isEmpty()) {
            return new ProfileDeletion.NoSuchProfile();
        }
        if (!precondition.allowsChangeOf(profile.get().version)) {
            return new ProfileDeletion.OutOfDate(profile.get().version);
        }
        return rows.delete(new ProfileKey(merchantId, profile.get().profileId))
                ? new ProfileDeletion.Deleted()
                : new ProfileDeletion.InUse(profile.get().profileId);
    }
}
