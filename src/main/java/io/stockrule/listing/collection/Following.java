package io.stockrule.listing.collection;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.listing.ListCollections;
import io.stockrule.listing.ListCollections.Followed;
import io.stockrule.listing.Member;
import io.stockrule.listing.Members;
import io.stockrule.listing.SellerSku;
import io.stockrule.listing.SellingList;
import io.stockrule.listing.SellingList.OnJoin;
import io.stockrule.listing.SellingList.OnLeave;
import io.stockrule.listing.StaleTargets;
import io.stockrule.listing.TargetKey;
import io.stockrule.listing.collection.FollowRows.Coming;
import io.stockrule.listing.collection.FollowRows.Leaving;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Gives Selling Lists the members that their collections have. It looks at what is so, not at what has happened, so it
/// may be done at any time, by several at once, and any number of times.
@ApplicationScoped
class Following {
    /// Members in one transaction, which keeps the merchant's other changes of links waiting.
    static final int PART = 1_000;

    private final FollowRows rows;
    private final ListCollections collections;
    private final Members members;
    private final StaleTargets stale;
    private final InstantSource time;

    Following(FollowRows rows, ListCollections collections, Members members, StaleTargets stale, InstantSource time) {
        this.rows = rows;
        this.collections = collections;
        this.members = members;
        this.stale = stale;
        this.time = time;
    }

    /// What a list differs in from its collections, or the first part of it.
    private record Difference(List<Followed> followed, OnLeave onLeave, List<Coming> coming, List<Leaving> leaving) {
        boolean isNone() {
            return coming.isEmpty() && leaving.isEmpty();
        }
    }

    /// Brings a part of what a list differs in from its collections in order.
    ///
    /// The difference is found before the merchant's links are held, as that may take long, and stock changes wait
    /// meanwhile. What moves between the two leaves a note, and is looked at by the next call.
    ///
    /// @return whether there may be more
    boolean advance(long merchantId, long listId) {
        var begun = time.instant();
        var difference = QuarkusTransaction.requiringNew()
                .call(() -> SellingList.of(merchantId, listId).map(this::difference));
        return difference
                .filter(it -> QuarkusTransaction.requiringNew().call(() -> settle(merchantId, listId, it, begun)))
                .isPresent();
    }

    private Difference difference(SellingList list) {
        var followed = collections.of(list);
        boolean letGo = list.onLeave() == OnLeave.LET_GO;
        return new Difference(
                followed, list.onLeave(), rows.coming(list, followed, PART), rows.leaving(list, followed, letGo, PART));
    }

    private boolean settle(long merchantId, long listId, Difference difference, Instant begun) {
        stale.linksChange(merchantId); // so nobody has the list follow others meanwhile, either
        var found = SellingList.of(merchantId, listId);
        if (found.isEmpty()) {
            return false;
        }
        var list = found.get();
        boolean isSame =
                list.onLeave() == difference.onLeave() && collections.of(list).equals(difference.followed());
        if (isSame && difference.isNone()) {
            rows.followed(list, begun);
            return false;
        }
        if (isSame) {
            take(list, difference.coming());
            leave(list, difference.leaving());
        }
        return true;
    }

    private void leave(SellingList list, List<Leaving> leaving) {
        if (list.onLeave() == OnLeave.LET_GO) {
            rows.remove(list, leaving);
        } else {
            rows.left(list, leaving, time.instant());
        }
        mark(list, leaving.stream().map(Leaving::sellerSku));
    }

    private void take(SellingList list, List<Coming> coming) {
        var joining = new ArrayList<Member>();
        var linked = linked(coming, list.onJoin());
        for (var it : coming) {
            if (!it.listed()) {
                joining.add(new Member(it.variant(), linked.contains(it) ? it.sku() : null, null));
            }
        }
        members.join(list, joining);
        rows.came(list, coming);
        mark(list, joining.stream().map(Member::sellerSku));
        mark(list, coming.stream().filter(Coming::left).map(Coming::sellerSku));
    }

    /// Those that may be linked to the same SKU on Amazon without anybody being asked: one variant has it, and
    /// nothing is sold under it in the account yet.
    static Set<Coming> linked(List<Coming> coming, OnJoin onJoin) {
        if (onJoin == OnJoin.PROPOSE) {
            return Set.of();
        }
        var bySku = coming.stream().collect(groupingBy(Coming::sku, counting()));
        var linked = new HashSet<Coming>();
        for (var it : coming) {
            boolean clear =
                    !it.listed() && !it.shared() && !it.taken() && Objects.requireNonNull(bySku.get(it.sku())) == 1;
            if (clear && !it.sku().isEmpty() && SellerSku.mistake(it.sku()).isEmpty()) {
                linked.add(it);
            }
        }
        return linked;
    }

    private void mark(SellingList list, Stream<@Nullable String> sellerSkus) {
        stale.fanOut(
                sellerSkus
                        .filter(Objects::nonNull)
                        .map(sku -> new TargetKey(list.account(), sku))
                        .toList(),
                false);
    }
}
