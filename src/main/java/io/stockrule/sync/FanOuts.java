package io.stockrule.sync;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.access.DatabaseAway;
import io.stockrule.listing.FanOut.Scope;
import io.stockrule.listing.StaleTargets;
import io.stockrule.listing.TargetKey;
import io.stockrule.sync.StaleQueue.Claim;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/// Goes through what fans out, part by part: some listings of one change of each of some merchants, who take
/// turns. A target that nobody has in hand is decided with its part, without a mark and a lease of its own; one
/// that somebody has is marked.
///
/// A part has a lease, so that replicas are at different ones, and of a killed one nothing is left but the rest
/// of its time. A change that is noted meanwhile makes another version of the row: then the part was decided too
/// early for it, and is gone through once more.
@ApplicationScoped
class FanOuts {
    /// Merchants in one part; the next part goes on with those after them.
    private static final int AT_ONCE = 20;

    /// The first change of each of the next merchants.
    private static final String CLAIM = """
            update fan_out f set lease_until = :leaseUntil
            from (
                select f.merchant_id, f.scope, f.scope_id
                from (
                    select distinct on (merchant_id) merchant_id, scope, scope_id from fan_out
                    where merchant_id > :last and (lease_until is null or lease_until <= :now)
                    order by merchant_id, since
                    limit :most) turn
                join fan_out f using (merchant_id, scope, scope_id)
                where f.lease_until is null or f.lease_until <= :now
                for update of f skip locked) turn
            where (f.merchant_id, f.scope, f.scope_id) = (turn.merchant_id, turn.scope, turn.scope_id)
            returning f.*, f.xmin::text as version
            """;

    private static final String AS_CLAIMED = """
             where merchant_id = :merchant and scope = :scope and scope_id = :id and xmin = :version::xid
            """;

    private static final Logger LOG = Logger.getLogger(FanOuts.class);

    private final Jdbi database;
    private final InstantSource time;
    private final SyncConfig config;
    private final StaleTargets targets;
    private final FanOutListings listings;
    private long last;

    FanOuts(Jdbi database, InstantSource time, SyncConfig config, StaleTargets targets, FanOutListings listings) {
        this.database = database;
        this.time = time;
        this.config = config;
        this.targets = targets;
        this.listings = listings;
    }

    /// A place in the order of lists and listings.
    record Place(long list, long listing) implements Comparable<Place> {
        static final Place START = new Place(0, 0);

        @Override
        public int compareTo(Place other) {
            return list != other.list ? Long.compare(list, other.list) : Long.compare(listing, other.listing);
        }
    }

    /// @param at everything up to there is decided
    /// @param until where it ends, once it has come round
    /// @param version of the row, once it is claimed
    record Row(long merchantId, Scope scope, long scopeId, Place at, Place until, boolean cameRound, String version) {
        Row at(Place place) {
            return new Row(merchantId, scope, scopeId, place, until, cameRound, version);
        }
    }

    /// @param isLast whether nothing comes after it, before it begins anew
    private record Part(Row row, List<FanOutListings.Member> members, boolean isLast) {
        /// Where it goes on.
        Row next() {
            return members.isEmpty() ? row : row.at(members.getLast().place());
        }

        /// @param most that there could be
        Part and(List<FanOutListings.Member> more, int most) {
            return new Part(row, Stream.concat(members.stream(), more.stream()).toList(), more.size() < most);
        }
    }

    /// Decides, or marks.
    @FunctionalInterface
    interface Settling {
        /// @param free targets, each once; what is decided of them is lost to whoever has claimed them since
        /// @return false if nobody may decide here now
        boolean all(List<Claim> free) throws InterruptedException;
    }

    /// Goes through one part.
    ///
    /// @param most the most listings that it holds
    /// @return how many it held, at least 1 if there was one; 0 if nothing fans out, others are at it,
    ///     or nobody may decide here
    int advance(int most, Settling settling) throws InterruptedException {
        var rows = QuarkusTransaction.requiringNew().call(() -> database.withHandle(this::next));
        if (rows.isEmpty()) {
            return 0;
        }
        var parts = parts(rows, most);
        if (parts.isEmpty()) {
            return 0;
        }
        boolean done;
        try {
            done = settling.all(free(parts));
        } catch (RuntimeException | InterruptedException e) {
            parts.forEach(part -> end(part, false));
            throw e;
        }
        parts.forEach(part -> end(part, done));
        int held = parts.stream().mapToInt(part -> part.members().size()).sum();
        return done ? Math.max(1, held) : 0;
    }

    /// Merchants share a part, and what some of them leave goes to the others. What cannot be read keeps no other
    /// from its part.
    private List<Part> parts(List<Row> rows, int most) {
        int share = Math.ceilDiv(most, rows.size());
        var parts = new ArrayList<Part>();
        rows.forEach(row -> read(new Part(row, List.of(), false), share).ifPresent(parts::add));
        int left = most - parts.stream().mapToInt(part -> part.members().size()).sum();
        int hungry = (int) parts.stream().filter(part -> !part.isLast()).count();
        if (hungry > 0 && left >= hungry) {
            parts.replaceAll(
                    part -> part.isLast() ? part : read(part, left / hungry).orElse(part));
        }
        return parts;
    }

    private Optional<Part> read(Part part, int more) {
        try {
            return Optional.of(QuarkusTransaction.requiringNew()
                    .call(() -> database.withHandle(handle -> part.and(members(handle, part.next(), more), more))));
        } catch (RuntimeException e) {
            if (DatabaseAway.is(e)) {
                throw e;
            }
            LOG.errorf(
                    e, "what fans out of %s could not be read; it is tried again when its lease is over", part.row());
            return Optional.empty();
        }
    }

    private List<Row> next(Handle handle) {
        var rows = next(handle, last);
        if (rows.isEmpty() && last > 0) {
            rows = next(handle, 0);
        }
        last = rows.isEmpty() ? 0 : rows.getLast().merchantId();
        return rows;
    }

    private List<Row> next(Handle handle, long after) {
        var now = time.instant();
        return handle
                .createQuery(CLAIM)
                .bind("last", after)
                .bind("most", AT_ONCE)
                .bind("now", now)
                .bind("leaseUntil", now.plus(config.lease()))
                .map((row, _) -> new Row(
                        row.getLong("merchant_id"),
                        Scope.valueOf(row.getString("scope")),
                        row.getLong("scope_id"),
                        new Place(row.getLong("at_list"), row.getLong("at_listing")),
                        new Place(row.getLong("until_list"), row.getLong("until_listing")),
                        row.getBoolean("came_round"),
                        row.getString("version")))
                .stream()
                .sorted(Comparator.comparingLong(Row::merchantId))
                .toList();
    }

    /// @param row from where on
    private List<FanOutListings.Member> members(Handle handle, Row row, int most) {
        var next = listings.after(handle, row, most);
        var members = row.cameRound()
                ? next.stream()
                        .takeWhile(it -> it.place().compareTo(row.until()) <= 0)
                        .toList()
                : next;
        listings.leaveUnlinked(handle, row, members);
        targets.fanOut(
                members.stream()
                        .filter(FanOutListings.Member::isTaken)
                        .map(FanOutListings.Member::target)
                        .flatMap(Optional::stream)
                        .toList(),
                false);
        return members;
    }

    /// A target with several listings is in a part once.
    private static List<Claim> free(List<Part> parts) {
        Map<TargetKey, Claim> free = new LinkedHashMap<>();
        parts.stream()
                .flatMap(part -> part.members().stream())
                .flatMap(member -> member.free().stream())
                .forEach(claim -> free.putIfAbsent(claim.target(), claim));
        return new ArrayList<>(free.values());
    }

    /// If it cannot be ended, its lease is over some time, and it is gone through once more.
    ///
    /// @param done false leaves it to others, as it was
    private void end(Part part, boolean done) {
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> database.useHandle(handle -> {
                        if (done) {
                            goOn(handle, part);
                        } else {
                            store(
                                    handle,
                                    part.row(),
                                    part.row().at(),
                                    part.row().cameRound());
                        }
                    }));
        } catch (RuntimeException e) {
            LOG.warnf(e, "what fans out of %s is gone through once more", part.row());
        }
    }

    private static void goOn(Handle handle, Part part) {
        var row = part.row();
        if (!part.isLast()) {
            store(handle, row, part.members().getLast().place(), row.cameRound());
        } else if (!row.cameRound() && row.until().compareTo(Place.START) > 0) {
            store(handle, row, Place.START, true);
        } else {
            asClaimed(handle.createUpdate("delete from fan_out" + AS_CLAIMED), row)
                    .execute();
        }
    }

    private static void store(Handle handle, Row row, Place at, boolean cameRound) {
        asClaimed(handle.createUpdate("""
                                update fan_out
                                set at_list = :list, at_listing = :listing, lease_until = null,
                                    since = case when :round and not came_round then coalesce(again_at, since) else since end,
                                    again_at = case when :round and not came_round then null else again_at end,
                                    came_round = :round
                                """ + AS_CLAIMED), row)
                .bind("list", at.list())
                .bind("listing", at.listing())
                .bind("round", cameRound)
                .execute();
    }

    private static Update asClaimed(Update update, Row row) {
        return update.bind("merchant", row.merchantId())
                .bind("scope", row.scope())
                .bind("id", row.scopeId())
                .bind("version", row.version());
    }
}
