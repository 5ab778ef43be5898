package io.stockrule.listing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.listing.SellingList.Kind;
import io.stockrule.listing.SellingListInput.ListChange;
import io.stockrule.listing.SellingListInput.NewList;
import io.stockrule.listing.SellingListResult.Done;
import io.stockrule.listing.SellingListResult.FollowsNothing;
import io.stockrule.listing.SellingListResult.Missing;
import io.stockrule.listing.SellingListResult.NotInRegion;
import io.stockrule.listing.SellingListResult.NotSoldIn;
import io.stockrule.listing.SellingListResult.PicksProducts;
import io.stockrule.listing.SellingListResult.UnknownCollections;
import io.stockrule.listing.account.AmazonAccount;
import io.stockrule.listing.participation.Participations;
import io.stockrule.listing.participation.SellsIn;
import io.stockrule.profile.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Changes that a merchant makes to its Selling Lists.
@ApplicationScoped
class SellingListEditor {
    private static final String FIRST_PROFILE = "Default";
    private static final int AT_ONCE = 1_000;

    private final Profiles profiles;
    private final StaleTargets stale;
    private final Members members;
    private final ListCollections collections;
    private final Jdbi database;
    private final InstantSource time;

    SellingListEditor(
            Profiles profiles,
            StaleTargets stale,
            Members members,
            ListCollections collections,
            Jdbi database,
            InstantSource time) {
        this.profiles = profiles;
        this.stale = stale;
        this.members = members;
        this.collections = collections;
        this.database = database;
        this.time = time;
    }

    @Transactional
    SellingListResult create(long merchantId, NewList input) {
        var account = AmazonAccount.held(new AccountKey(merchantId, input.amazonAccountId()));
        if (account.isEmpty()) {
            return new Missing("Amazon account");
        }
        var region = account.get().region;
        if (!region.marketplaces().contains(input.marketplace())) {
            return new NotInRegion(region, region.marketplaces());
        }
        var elsewhere = sellsIn(account.get().key()).filter(told -> !told.includes(input.marketplace()));
        if (elsewhere.isPresent()) {
            return new NotSoldIn(input.marketplace(), elsewhere.get());
        }
        var mistake = mistake(merchantId, input.kind() == Kind.COLLECTIONS, true, input.following());
        if (mistake.isPresent()) {
            return mistake.get();
        }
        var profileId = profiles.idOf(merchantId, input.profile() == null ? FIRST_PROFILE : input.profile());
        return profileId.isEmpty()
                ? new Missing("profile")
                : new Done(add(account.get().key(), input, profileId.getAsLong()));
    }

    private Optional<SellsIn> sellsIn(AccountKey account) {
        return database.withHandle(handle -> Participations.of(handle, account, time.instant()));
    }

    private SellingList add(AccountKey account, NewList input, long profileId) {
        var list = new SellingList();
        list.merchantId = account.merchantId();
        list.amazonAccountId = account.amazonAccountId();
        list.marketplace = input.marketplace();
        list.name = input.name();
        list.profileId = profileId;
        list.kind = input.kind() == null ? Kind.PRODUCTS : input.kind();
        list.createdAt = time.instant();
        list.persistAndFlush();
        if (input.following() != null) {
            follow(list, input.following());
        }
        return list;
    }

    /// @param isNew what is not given cannot stay as it is
    private Optional<SellingListResult> mistake(
            long merchantId, boolean follows, boolean isNew, @Nullable FollowInput following) {
        if (!follows) {
            return following == null ? Optional.empty() : Optional.of(new PicksProducts());
        }
        if (isNew && (following == null || following.collections() == null)) {
            return Optional.of(new FollowsNothing());
        }
        var unknown = following == null
                ? List.<ListCollections.Followed>of()
                : collections.unknown(merchantId, following.followed());
        return unknown.isEmpty() ? Optional.empty() : Optional.of(new UnknownCollections(unknown));
    }

    private void follow(SellingList list, FollowInput following) {
        if (following.collections() != null) {
            collections.set(list, following.followed());
        }
        if (following.onJoin() != null) {
            list.onJoin = following.onJoin();
        }
        if (following.onLeave() != null) {
            list.onLeave = following.onLeave();
        }
        collections.changed(list);
    }

    @Transactional
    SellingListResult change(long merchantId, long id, ListChange change) {
        stale.linksChange(merchantId);
        var list = SellingList.of(merchantId, id);
        if (list.isEmpty()) {
            return new Missing("Selling List");
        }
        var mistake = mistake(merchantId, list.get().follows(), false, change.following());
        if (mistake.isPresent()) {
            return mistake.get();
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
        if (change.following() != null) {
            follow(list.get(), change.following());
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
