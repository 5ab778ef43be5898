package io.stockrule.listing;

import io.stockrule.access.Problem;
import io.stockrule.listing.SellingList.Kind;
import io.stockrule.listing.SellingListInput.ListChange;
import io.stockrule.listing.SellingListInput.NewList;
import io.stockrule.profile.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Map;

/// Changes that a merchant makes to its Selling Lists.
@ApplicationScoped
class SellingListEditor {
    private static final String FIRST_PROFILE = "Default";

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
    SellingList create(long merchantId, NewList input) {
        var account = AmazonAccount.of(new AccountKey(merchantId, input.amazonAccountId()));
        refuseWhereItCannotSell(account, input.marketplace());
        if (input.kind() == Kind.COLLECTIONS) {
            throw new Problem(
                    422, "not-available-yet", "Selling Lists by collection are not available yet: use PRODUCTS");
        }
        var list = new SellingList();
        list.merchantId = merchantId;
        list.amazonAccountId = account.amazonAccountId;
        list.marketplace = input.marketplace();
        list.name = input.name();
        list.profileId = profileId(merchantId, input.profile() == null ? FIRST_PROFILE : input.profile());
        list.kind = Kind.PRODUCTS;
        list.createdAt = time.instant();
        list.persistAndFlush();
        return list;
    }

    @Transactional
    SellingList change(long merchantId, long id, ListChange change) {
        if (change.isEmpty()) {
            throw new Problem(422, "nothing-to-change", "give at least one field to change");
        }
        stale.linksChange(merchantId);
        var list = SellingList.of(merchantId, id);
        if (change.name() != null) {
            list.name = change.name();
        }
        if (change.profile() != null) {
            list.profileId = profileId(merchantId, change.profile());
            stale.markSellingList(merchantId, id);
        }
        return list;
    }

    /// Deletes a list and its listings. What they showed on Amazon stays there.
    @Transactional
    void delete(long merchantId, long id) {
        stale.linksChange(merchantId);
        var list = SellingList.of(merchantId, id);
        stale.markSellingList(merchantId, id);
        members.removeAll(merchantId, id);
        list.delete();
    }

    private long profileId(long merchantId, String name) {
        return profiles.idOf(merchantId, name).orElseThrow(() -> Problem.notFound("profile"));
    }

    private static void refuseWhereItCannotSell(AmazonAccount account, String marketplace) {
        var possible = account.region.marketplaces();
        if (!possible.contains(marketplace)) {
            throw new Problem(
                    422,
                    "marketplace-not-in-region",
                    "an account of region %s sells in %s".formatted(account.region, String.join(", ", possible)),
                    Map.of("marketplaces", possible));
        }
    }
}
