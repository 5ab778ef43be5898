package io.stockrule.listing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.listing.SellingList.Kind;
import io.stockrule.listing.SellingListInput.ListChange;
import io.stockrule.listing.SellingListInput.NewList;
import io.stockrule.listing.SellingListResult.Done;
import io.stockrule.listing.SellingListResult.KindNotAvailable;
import io.stockrule.listing.SellingListResult.Missing;
import io.stockrule.listing.SellingListResult.NotInRegion;
import io.stockrule.listing.account.AmazonAccount;
import io.stockrule.profile.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;

/// Changes that a merchant makes to its Selling Lists.
@ApplicationScoped
class SellingListEditor {
    private static final String FIRST_PROFILE = "Default";
    private static final int AT_ONCE = 1_000;

    private final Profiles profiles;
    private final StaleTargets stale;
    private final Members members;
    private final InstantSource time;

    SellingListEditor(Profiles profiles, StaleTargets stale, Members members, InstantSource time) {
        this.profiles = profiles;
        this.stale = stale;
        this.members = members;
        this.time = time;
    }

    @Transactional
    SellingListResult create(long merchantId, NewList input) {
        var account = AmazonAccount.of(new AccountKey(merchantId, input.amazonAccountId()));
        if (account.isEmpty()) {
            return new Missing("Amazon account");
        }
        var region = account.get().region;
        if (!region.marketplaces().contains(input.marketplace())) {
            return new NotInRegion(region, region.marketplaces());
        }
        if (input.kind() == Kind.COLLECTIONS) {
            return new KindNotAvailable();
        }
        var profileId = profiles.idOf(merchantId, input.profile() == null ? FIRST_PROFILE : input.profile());
        return profileId.isEmpty()
                ? new Missing("profile")
                : new Done(add(account.get().key(), input, profileId.getAsLong()));
    }

    private SellingList add(AccountKey account, NewList input, long profileId) {
        var list = new SellingList();
        list.merchantId = account.merchantId();
        list.amazonAccountId = account.amazonAccountId();
        list.marketplace = input.marketplace();
        list.name = input.name();
        list.profileId = profileId;
        list.kind = Kind.PRODUCTS;
        list.createdAt = time.instant();
        list.persistAndFlush();
        return list;
    }

    @Transactional
    SellingListResult change(long merchantId, long id, ListChange change) {
        stale.linksChange(merchantId);
        var list = SellingList.of(merchantId, id);
        if (list.isEmpty()) {
            return new Missing("Selling List");
        }
        if (change.profile() != null) {
            var profileId = profiles.idOf(merchantId, change.profile());
            if (profileId.isEmpty()) {
                return new Missing("profile");
            }
            list.get().profileId = profileId.getAsLong();
            stale.markSellingList(merchantId, id);
        }
        if (change.name() != null) {
            list.get().name = change.name();
        }
        return new Done(list.get());
    }

    /// Deletes a list and its listings. What they showed on Amazon stays there. Many listings go part by part, so that
    /// nothing waits for all of them; after a failure the rest goes with the next try.
    ///
    /// @return whether there was such a list
    boolean delete(long merchantId, long id) {
        var after = Deletion.GOES_ON;
        while (after == Deletion.GOES_ON) {
            after = QuarkusTransaction.requiringNew().call(() -> deletePart(merchantId, id));
        }
        return after == Deletion.DONE;
    }

    private enum Deletion {
        GOES_ON,
        DONE,
        NO_SUCH_LIST
    }

    private Deletion deletePart(long merchantId, long id) {
        stale.linksChange(merchantId);
        var list = SellingList.of(merchantId, id);
        if (list.isEmpty()) {
            return Deletion.NO_SUCH_LIST;
        }
        var part = members.remove(merchantId, id, AT_ONCE);
        stale.removed(list.get().account(), part.sellerSkus());
        if (part.count() == AT_ONCE) {
            return Deletion.GOES_ON;
        }
        list.get().delete();
        return Deletion.DONE;
    }
}
