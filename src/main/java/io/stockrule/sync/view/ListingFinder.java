package io.stockrule.sync.view;

import static java.util.stream.Collectors.joining;

import io.stockrule.listing.state.ListingStanding;
import io.stockrule.listing.state.ListingStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/// Finds the listings of a page: their ids in order, each kind of search by the index that is made for it,
/// so that the time does not grow with the number of a merchant's listings.
///
/// Lists, and statuses with standings, have indexes in the order of the listings. For texts and SKUs see
/// [ListingSearch].
@ApplicationScoped
public class ListingFinder {
    /// What a search may take; then it answers with what it has found, and where to go on. Far below the
    /// time in which a page is to be answered, since the step under way is taken to its end.
    private static final Duration PATIENCE = Duration.ofMillis(30);

    private static final String IN_ORDER = """
            (select s.listing_id from <table> s
            where s.merchant_id = :merchant and s.listing_id > :after<list><state>
            order by s.listing_id limit :most)
            """;

    private static final String PAGE = "select listing_id from (<in order>) s order by listing_id limit :most";

    private final Jdbi database;

    ListingFinder(Jdbi database) {
        this.database = database;
    }

    /// A part of the listings that a filter means.
    ///
    /// @param listings their ids in order
    /// @param goOnAfter id after which there may be more, although few or none may have been found so far;
    ///   empty when these are the last
    public record Found(List<Long> listings, Optional<Long> goOnAfter) {
        /// @param listings up to one more than a page has, which tells that there is a next one
        static Found page(List<Long> listings, int most) {
            if (listings.size() <= most) {
                return new Found(List.copyOf(listings), Optional.empty());
            }
            var page = List.copyOf(listings.subList(0, most));
            return new Found(page, Optional.of(page.getLast()));
        }
    }

    /// What is asked for, as the parameters of a statement.
    ///
    /// @param after only listings with higher ids
    record Asked(long merchantId, ListingFilter filter, long after) {
        Query bind(Query query) {
            var patterns = filter.patterns();
            for (int i = 0; i < patterns.size(); i++) {
                query.bind("pattern" + i, patterns.get(i));
            }
            return query.bind("merchant", merchantId)
                    .bind("after", after)
                    .bind("list", filter.sellingList())
                    .bind("sku", filter.sku())
                    .bindArray("statuses", String.class, filter.statusNames())
                    .bindArray("standings", String.class, filter.standingNames());
        }

        Asked from(long listing) {
            return new Asked(merchantId, filter, listing);
        }
    }

    /// Called in a transaction.
    ///
    /// @param after id of the last listing already seen, 0 for the first page
    /// @param most the number of listings on a page
    public Found find(long merchantId, ListingFilter filter, long after, int most) {
        return find(merchantId, filter, after, most, PATIENCE);
    }

    Found find(long merchantId, ListingFilter filter, long after, int most, Duration patience) {
        var asked = new Asked(merchantId, filter, after);
        return database.withHandle(
                handle -> filter.sku() == null && filter.patterns().isEmpty()
                        ? Found.page(page(handle, asked, most + 1), most)
                        : new ListingSearch(handle, asked, most, patience).find());
    }

    private static List<Long> page(Handle handle, Asked asked, int most) {
        return asked.bind(handle.createQuery(PAGE.replace("<in order>", inOrder(asked.filter()))))
                .bind("most", most)
                .mapTo(Long.class)
                .list();
    }

    /// The next listings of the list, the statuses and the standings. Those of each status that stand alike are read in
    /// order from their index, then merged.
    static String inOrder(ListingFilter filter) {
        if (!filter.hasState()) {
            return part("listing", filter, "");
        }
        var states = any(filter.statusNames(), ListingStatus.values())
                .flatMap(status -> any(filter.standingNames(), ListingStanding.values())
                        .filter(standing -> occur(status, standing))
                        .map(standing -> " and s.status = '%s' and s.standing = '%s'".formatted(status, standing)))
                .toList();
        return (states.isEmpty() ? Stream.of(" and false") : states.stream())
                .map(state -> part("listing_state", filter, state))
                .collect(joining("union all\n"));
    }

    /// Whether there may be listings of that status that stand so: those that are not linked stand as such, and no
    /// others.
    private static boolean occur(String status, String standing) {
        return status.equals(ListingStatus.NOT_LINKED.name()) == standing.equals(ListingStanding.NOT_LINKED.name());
    }

    /// Those asked for; all where none is.
    private static Stream<String> any(List<String> asked, Enum<?>[] all) {
        return asked.isEmpty() ? Arrays.stream(all).map(Enum::name) : asked.stream();
    }

    private static String part(String table, ListingFilter filter, String state) {
        return IN_ORDER.replace("<table>", table)
                .replace("<list>", inList(filter))
                .replace("<state>", state);
    }

    static String inList(ListingFilter filter) {
        return filter.sellingList() == null ? "" : " and s.selling_list_id = :list";
    }
}
