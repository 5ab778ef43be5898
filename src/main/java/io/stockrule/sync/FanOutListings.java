package io.stockrule.sync;

import io.stockrule.database.Columns;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.FanOut.Scope;
import io.stockrule.listing.TargetKey;
import io.stockrule.sync.FanOuts.Place;
import io.stockrule.sync.FanOuts.Row;
import io.stockrule.sync.StaleQueue.Claim;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The listings whose targets a change concerns, in an order in which they can be gone through part by part.
@ApplicationScoped
class FanOutListings {
    /// Whoever decides a target that is marked, and in nobody's hands, has yet to look or has not seen the mark:
    /// it needs no other. That the time of one has come is no mark.
    private static final String WITH_TARGETS = """
            select part.*, t.fence, t.marked, t.asked, t.asked > t.answered as is_wanted,
                coalesce(t.lane < 2 and t.due_at is not null, false) as is_marked,
                t.fence is null or t.lease_until is not null as is_taken
            from (<part>) part left join target t using (merchant_id, amazon_account_id, seller_sku)
            order by selling_list_id, listing_id
            """;

    private static final String OF_LISTS = """
            select s.merchant_id, s.selling_list_id, l.listing_id, l.amazon_account_id, l.seller_sku
            from selling_list s
            cross join lateral (
                select listing_id, amazon_account_id, seller_sku from listing
                where listing.merchant_id = s.merchant_id and listing.selling_list_id = s.selling_list_id
                  and listing_id > case when s.selling_list_id = :list then :listing else 0 end
                order by listing_id limit :most) l
            where s.merchant_id = :merchant and <lists> and s.selling_list_id >= :list
            order by s.selling_list_id, l.listing_id limit :most
            """;

    private static final String OF_DECISIONS = """
            select d.merchant_id, 0 as selling_list_id, d.listing_id, l.amazon_account_id, l.seller_sku
            from (
                select merchant_id, listing_id from decision
                where rules_id = :id and merchant_id = :merchant and listing_id > :listing
                order by listing_id limit :most) d
            left join lateral (
                select listing.amazon_account_id, seller_sku
                from listing join selling_list using (merchant_id, selling_list_id)
                where merchant_id = d.merchant_id and listing_id = d.listing_id) l on true
            """;

    /// A target that is neither taken nor free will be decided anyway, by somebody who has not begun.
    ///
    /// @param target empty for a listing that is not linked, or that is gone
    /// @param isTaken whether somebody has it in hand, or it has no row yet
    /// @param free the target, if nobody has it in hand and it is not marked
    record Member(Place place, Optional<TargetKey> target, boolean isTaken, Optional<Claim> free) {}

    /// The next ones after those that are done.
    List<Member> after(Handle handle, Row row, int most) {
        var query = handle.createQuery(WITH_TARGETS.replace("<part>", part(row.scope())))
                .bind("merchant", row.merchantId())
                .bind("id", row.scopeId())
                .bind("list", row.at().list())
                .bind("listing", row.at().listing())
                .bind("most", most);
        return query.map((found, _) -> member(found)).list();
    }

    private static String part(Scope scope) {
        return switch (scope) {
            case PROFILE -> OF_LISTS.replace("<lists>", "s.profile_id = :id");
            case SELLING_LIST -> OF_LISTS.replace("<lists>", "s.selling_list_id = :id");
            case ACCOUNT -> OF_LISTS.replace("<lists>", "s.amazon_account_id = :id");
            case MERCHANT -> OF_LISTS.replace("<lists>", ":id = 0");
            case RULES -> OF_DECISIONS;
        };
    }

    private static Member member(ResultSet row) throws SQLException {
        var place = new Place(row.getLong("selling_list_id"), row.getLong("listing_id"));
        var sku = row.getString("seller_sku");
        if (sku == null) {
            return new Member(place, Optional.empty(), false, Optional.empty());
        }
        var target = new TargetKey(new AccountKey(row.getLong("merchant_id"), row.getLong("amazon_account_id")), sku);
        boolean isTaken = row.getBoolean("is_taken");
        var free = isTaken || row.getBoolean("is_marked") ? Optional.<Claim>empty() : Optional.of(claim(row, target));
        return new Member(place, Optional.of(target), isTaken, free);
    }

    private static Claim claim(ResultSet row, TargetKey target) throws SQLException {
        return new Claim(
                target, row.getLong("fence"), row.getLong("marked"), row.getLong("asked"), row.getBoolean("is_wanted"));
    }

    /// Decisions about listings that have no target any more are made by nobody again: they stay as they are, and are
    /// not looked at for their rules.
    void leaveUnlinked(Handle handle, Row row, List<Member> members) {
        var unlinked =
                members.stream().filter(member -> member.target().isEmpty()).toList();
        if (row.scope() == Scope.RULES && !unlinked.isEmpty()) {
            Columns.of(unlinked)
                    .longs("listings", member -> member.place().listing())
                    .bindTo(handle.createUpdate("""
                            update decision set rules_id = null
                            where merchant_id = :merchant and listing_id = any(:listings) and rules_id = :id
                            """))
                    .bind("merchant", row.merchantId())
                    .bind("id", row.scopeId())
                    .execute();
        }
    }
}
