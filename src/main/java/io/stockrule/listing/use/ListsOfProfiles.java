package io.stockrule.listing.use;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.stockrule.profile.ProfileUses;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// In one statement, whatever the number of profiles.
@ApplicationScoped
class ListsOfProfiles implements ProfileUses {
    private static final String LISTS = """
            select s.profile_id, s.selling_list_id, s.name, coalesce(l.listings, 0) as listings
            from selling_list s
            left join (
                select selling_list_id, count(*) as listings from listing
                where merchant_id = :merchant and selling_list_id in (
                    select selling_list_id from selling_list
                    where merchant_id = :merchant and profile_id = any(:profiles))
                group by selling_list_id) l using (selling_list_id)
            where s.merchant_id = :merchant and s.profile_id = any(:profiles)
            order by s.name, s.selling_list_id
            """;

    private final Jdbi database;

    ListsOfProfiles(Jdbi database) {
        this.database = database;
    }

    private record Row(long profile, Use use) {}

    @Override
    public Map<Long, List<Use>> of(long merchantId, Collection<Long> profileIds) {
        var rows = database.withHandle(handle -> handle.createQuery(LISTS)
                .bind("merchant", merchantId)
                .bindArray("profiles", Long.class, profileIds)
                .map((row, _) -> new Row(
                        row.getLong("profile_id"),
                        new Use(row.getLong("selling_list_id"), row.getString("name"), row.getLong("listings"))))
                .list());
        return rows.stream().collect(groupingBy(Row::profile, mapping(Row::use, toList())));
    }
}
