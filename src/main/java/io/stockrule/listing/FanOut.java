package io.stockrule.listing;

import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/// Something changed that many targets share. The change's own transaction only notes that; the targets are decided
/// afterwards, part by part, so that no lock is held on all of them.
///
/// A part need not see a link that is being made at the same moment: that link's own mark is committed with it,
/// and whoever decides then sees the change, which was committed before the first part began.
///
/// @param scopeId of the profile, the Selling List, the account, or the rules (`decision_rules`); 0 for a merchant
public record FanOut(long merchantId, Scope scope, long scopeId) {
    /// Which targets are concerned.
    public enum Scope {
        /// Those of all lists under a profile.
        PROFILE,
        /// Those of a Selling List.
        SELLING_LIST,
        /// Those of all lists of an Amazon account.
        ACCOUNT,
        /// All of them.
        MERCHANT,
        /// Those that were decided by these rules.
        RULES
    }

    /// Notes it, in the caller's transaction. One that is under way already goes on from where it is, past the last
    /// listing to the first, until it is there again: so that a profile which is saved again and again does not
    /// keep its last listings waiting. Whoever is at a part of it began before this, and does that part once more.
    void note(Jdbi database, Instant now) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into fan_out (merchant_id, scope, scope_id, since)
                        values (:merchant, :scope, :id, :now)
                        on conflict (merchant_id, scope, scope_id) do update
                        set until_list = fan_out.at_list, until_listing = fan_out.at_listing, came_round = false,
                            again_at = coalesce(fan_out.again_at, :now), lease_until = null
                        """)
                .bind("merchant", merchantId)
                .bind("scope", scope)
                .bind("id", scopeId)
                .bind("now", now)
                .execute());
    }
}
