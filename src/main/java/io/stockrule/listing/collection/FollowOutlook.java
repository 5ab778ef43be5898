package io.stockrule.listing.collection;

import io.stockrule.listing.FollowInput;
import io.stockrule.listing.ListCollections;
import io.stockrule.listing.SellingList;
import io.stockrule.listing.SellingList.OnJoin;
import io.stockrule.listing.SellingList.OnLeave;
import io.stockrule.listing.collection.FollowRows.Coming;
import io.stockrule.listing.collection.FollowRows.Leaving;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Tells what would become of a list that followed its collections in another way. Nothing is changed.
@ApplicationScoped
class FollowOutlook {
    /// Members that are looked at.
    static final int MOST = 100_000;

    /// Of those that are told of by name.
    private static final int NAMED = 20;

    private final FollowRows rows;
    private final ListCollections collections;

    FollowOutlook(FollowRows rows, ListCollections collections) {
        this.rows = rows;
        this.collections = collections;
    }

    /// @param joining variants that would join
    /// @param linked how many of them would be linked by themselves
    /// @param returning variants that left and would be offered again
    /// @param leaving variants that would leave
    /// @param more there are more than these, which were not counted
    /// @param joins the first of them
    /// @param leaves the first of them
    /// @param means in sentences
    record Outlook(
            int joining,
            int linked,
            int returning,
            int leaving,
            boolean more,
            List<Named> joins,
            List<Named> leaves,
            List<String> means) {}

    /// @param variantId Shopify's own
    record Named(long shop, long variantId, String sku, String title) {}

    /// @return empty when there is no such list, or it follows no collections
    @Transactional
    Optional<Outlook> of(long merchantId, long listId, FollowInput input) {
        return SellingList.of(merchantId, listId).filter(SellingList::follows).map(list -> of(list, input));
    }

    private Outlook of(SellingList list, FollowInput input) {
        var onLeave = Objects.requireNonNullElse(input.onLeave(), list.onLeave());
        var onJoin = Objects.requireNonNullElse(input.onJoin(), list.onJoin());
        var followed = input.collections() == null ? collections.of(list) : input.followed();
        var coming = rows.coming(list, followed, MOST);
        var leaving = rows.leaving(list, followed, onLeave == OnLeave.LET_GO, MOST);
        var joining = coming.stream().filter(it -> !it.listed()).toList();
        int linked = Following.linked(coming, onJoin).size();
        int returning = (int) coming.stream()
                .filter(Coming::left)
                .map(Coming::variant)
                .distinct()
                .count();
        return new Outlook(
                joining.size(),
                linked,
                returning,
                variants(leaving),
                coming.size() == MOST || leaving.size() == MOST,
                joining.stream().map(FollowOutlook::named).limit(NAMED).toList(),
                leaving.stream()
                        .map(FollowOutlook::named)
                        .distinct()
                        .limit(NAMED)
                        .toList(),
                List.of(joins(joining.size(), linked, onJoin), leaves(leaving, onLeave)));
    }

    private static String joins(int joining, int linked, OnJoin onJoin) {
        return switch (onJoin) {
            case PROPOSE -> "%d variants join the list and wait to be linked".formatted(joining);
            case LINK ->
                "%d variants join the list; %d of them are linked to the same SKU on Amazon, whose number follows them"
                        .formatted(joining, linked);
        };
    }

    private static int variants(List<Leaving> leaving) {
        return (int) leaving.stream().map(Leaving::variant).distinct().count();
    }

    /// A variant may be linked by several listings.
    private static String leaves(List<Leaving> leaving, OnLeave onLeave) {
        var links = leaving.stream().filter(it -> it.sellerSku() != null).toList();
        int linked = links.size();
        var whatIsLinked = linked > variants(links) ? "their %d Amazon SKUs" : "the %d that are linked";
        return switch (onLeave) {
            case STOP ->
                "%d variants leave the collections; %s go to 0 on Amazon and stay in the list as Stopped"
                        .formatted(variants(leaving), whatIsLinked.formatted(linked));
            case LET_GO ->
                "%d variants leave the list; %s keep the number that Amazon shows, and nothing follows them any more"
                        .formatted(variants(leaving), whatIsLinked.formatted(linked));
        };
    }

    private static Named named(Coming it) {
        return new Named(it.variant().shopId(), it.variant().variantId(), it.sku(), it.title());
    }

    private static Named named(Leaving it) {
        return new Named(it.variant().shopId(), it.variant().variantId(), it.sku(), it.title());
    }
}
