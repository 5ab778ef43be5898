package io.stockrule.delivery.pace;

import static io.quarkus.narayana.jta.QuarkusTransaction.requiringNew;
import static java.util.stream.Collectors.groupingBy;

import io.stockrule.listing.AccountKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// How fast an application may call Amazon for all of its accounts, whoever they belong to: Amazon counts
/// them together (https://developer-docs.amazon.com/sp-api/docs/listings-items-api-rate-limits). The state
/// is one row per application and operation, shared by all replicas; a replica takes places there in
/// portions, and lets its accounts use them in turns. An application of so few accounts that their own pace
/// keeps below the limit has no row, and costs nothing.
///
/// Which account has had its turn is in memory, at each replica: an account that leaves its place unused,
/// for whatever reason, holds up no other.
@ApplicationScoped
public class ApplicationPace {
    /// After a pause, so much may go at once; Amazon's bucket holds more, which is kept for jitter on the
    /// way.
    private static final Duration BURST = Duration.ofMillis(500);

    /// When there were fewer places than wanted, the next are taken when there is a portion of them again,
    /// and within these.
    private static final int PORTION = 10;

    private static final Duration SOONEST = Duration.ofMillis(50);
    private static final Duration LATEST = BURST.dividedBy(2);

    /// Places that nobody has used are gone then: they would go out beside newer ones.
    private static final Duration PORTION_LASTS = Duration.ofMillis(500);

    private static final Duration COUNTED_EVERY = Duration.ofSeconds(5);

    /// Who has not had a turn for so long goes first.
    private static final Duration TURNS_KNOWN = Duration.ofSeconds(30);

    private final Jdbi database;
    private final InstantSource time;
    private final Map<Bucket, Portion> portions = new HashMap<>();
    private final Map<Turn, Instant> turns = new HashMap<>();
    private final Map<Turn, Bucket> crowded = new HashMap<>();
    private final Map<Limit, Crowds> crowds = new HashMap<>();

    public ApplicationPace(Jdbi database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /// What Amazon counts of an application by itself.
    public enum Kind {
        SEND,
        READ,
        /// Numbers that are judged and not applied.
        PREVIEW;

        String inDatabase() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Requests of one kind.
    ///
    /// @param ofAccount per second
    /// @param ofApplication per second
    public record Limit(Kind kind, double ofAccount, double ofApplication) {
        Duration interval() {
            return Duration.ofNanos((long) (1e9 / ofApplication));
        }

        /// As many as a replica holds at the most, so that what it has left over does not go out on top of
        /// what others take.
        private int mostHeld() {
            return Math.max(1, (int) LATEST.dividedBy(interval()));
        }

        private Duration betweenPortions() {
            var portion = interval().multipliedBy(PORTION);
            return portion.compareTo(SOONEST) < 0 ? SOONEST : portion.compareTo(LATEST) > 0 ? LATEST : portion;
        }
    }

    private record Bucket(String clientId, Kind kind) {}

    private record Turn(AccountKey account, Kind kind) {}

    /// Places that this replica has taken.
    ///
    /// @param left of them
    /// @param until they may be used
    /// @param share how many one account may use in this round
    /// @param askAgain not before
    private record Portion(int left, Instant until, int share, Instant askAgain) {}

    /// Applications whose accounts together could go faster than it may.
    private record Crowds(Set<String> clients, Instant at) {}

    /// Those of the accounts that may go in this round: all of applications that have room, and of others as
    /// many as there are places for, those first that had no turn for longest.
    ///
    /// @param most how many requests an account makes in a round at the most
    public synchronized List<AccountKey> admit(List<Pace.Ready> ready, Limit limit, int most) {
        crowded.keySet().removeIf(turn -> turn.kind() == limit.kind());
        var crowds = crowds(limit);
        if (ready.stream().noneMatch(one -> crowds.contains(one.clientId()))) {
            return ready.stream().map(Pace.Ready::account).toList();
        }
        var admitted = new ArrayList<AccountKey>();
        ready.stream().collect(groupingBy(Pace.Ready::clientId)).forEach((client, accounts) -> {
            if (crowds.contains(client)) {
                admitted.addAll(admit(new Bucket(client, limit.kind()), accounts, limit, most));
            } else {
                accounts.forEach(one -> admitted.add(one.account()));
            }
        });
        return admitted;
    }

    private List<AccountKey> admit(Bucket bucket, List<Pace.Ready> accounts, Limit limit, int most) {
        var now = time.instant();
        turns.values().removeIf(at -> at.plus(TURNS_KNOWN).isBefore(now));
        int wanted = Math.min(accounts.size() * most, limit.mostHeld());
        var portion = filled(bucket, limit, wanted, now);
        int share = Math.clamp(portion.left() / accounts.size(), 1, most);
        portions.put(bucket, new Portion(portion.left(), portion.until(), share, portion.askAgain()));
        var admitted = accounts.stream()
                .sorted(Comparator.comparing((Pace.Ready one) ->
                                turns.getOrDefault(new Turn(one.account(), bucket.kind()), Instant.MIN))
                        .thenComparing(Pace.Ready::next))
                .limit(portion.left() / share)
                .map(Pace.Ready::account)
                .toList();
        accounts.forEach(one -> crowded.put(new Turn(one.account(), bucket.kind()), bucket));
        admitted.forEach(account -> turns.put(new Turn(account, bucket.kind()), now));
        return admitted;
    }

    /// What is left of the places taken before, and more if that is not enough.
    private Portion filled(Bucket bucket, Limit limit, int wanted, Instant now) {
        var known = Optional.ofNullable(portions.get(bucket));
        int left =
                known.filter(it -> now.isBefore(it.until())).map(Portion::left).orElse(0);
        boolean tooEarly = known.filter(it -> now.isBefore(it.askAgain())).isPresent();
        if (left >= wanted || tooEarly) {
            return known.map(it -> new Portion(left, it.until(), it.share(), it.askAgain()))
                    .orElseThrow();
        }
        int all = left + take(bucket, limit, wanted - left, now);
        return new Portion(all, now.plus(PORTION_LASTS), 1, all < wanted ? now.plus(limit.betweenPortions()) : now);
    }

    /// How many requests an account may make in this round, as far as its application is concerned.
    public synchronized int most(AccountKey account, Kind kind) {
        var bucket = crowded.get(new Turn(account, kind));
        if (bucket == null) {
            return Integer.MAX_VALUE;
        }
        return Optional.ofNullable(portions.get(bucket))
                .filter(portion -> time.instant().isBefore(portion.until()))
                .map(portion -> Math.min(portion.share(), portion.left()))
                .orElse(0);
    }

    /// An account makes so many requests.
    public synchronized void use(AccountKey account, Kind kind, int requests) {
        Optional.ofNullable(crowded.get(new Turn(account, kind)))
                .ifPresent(bucket -> portions.computeIfPresent(
                        bucket,
                        (_, it) ->
                                new Portion(Math.max(0, it.left() - requests), it.until(), it.share(), it.askAgain())));
    }

    /// Takes one place for a person who waits for the answer.
    ///
    /// @param patience how long that person waits
    /// @return when the request may go; empty if that is later, and no place is taken then
    public Optional<Instant> reserve(String clientId, Limit limit, Duration patience) {
        var bucket = new Bucket(clientId, limit.kind());
        var now = time.instant();
        return requiringNew()
                .call(() -> database.withHandle(handle -> {
                    var place =
                            Optional.of(next(handle, bucket, now)).filter(next -> !next.isAfter(now.plus(patience)));
                    place.ifPresent(next -> store(handle, bucket, next.plus(limit.interval())));
                    return place.map(next -> next.isAfter(now) ? next : now);
                }));
    }

    /// The places that there are, at most so many.
    private int take(Bucket bucket, Limit limit, int wanted, Instant now) {
        var interval = limit.interval();
        return requiringNew()
                .call(() -> database.withHandle(handle -> {
                    var from = next(handle, bucket, now);
                    if (from.isAfter(now)) {
                        return 0;
                    }
                    int taken =
                            Math.min(wanted, (int) Duration.between(from, now).dividedBy(interval) + 1);
                    store(handle, bucket, from.plus(interval.multipliedBy(taken)));
                    return taken;
                }));
    }

    /// Locks the row, and says when the next place is, at the earliest a burst ago.
    private static Instant next(Handle handle, Bucket bucket, Instant now) {
        var earliest = now.minus(BURST);
        return locked(handle, bucket)
                .or(() -> {
                    insertMissing(handle, bucket, now);
                    return locked(handle, bucket);
                })
                .filter(next -> next.isAfter(earliest))
                .orElse(earliest);
    }

    private static Optional<Instant> locked(Handle handle, Bucket bucket) {
        return handle.createQuery("""
                        select next_at from application_pace
                        where client_id = :client and operation = :operation
                        for update
                        """)
                .bind("client", bucket.clientId())
                .bind("operation", bucket.kind().inDatabase())
                .mapTo(Instant.class)
                .findOne();
    }

    private static void insertMissing(Handle handle, Bucket bucket, Instant now) {
        handle.createUpdate("""
                        insert into application_pace (client_id, operation, next_at) values (:client, :operation, :at)
                        on conflict do nothing
                        """)
                .bind("client", bucket.clientId())
                .bind("operation", bucket.kind().inDatabase())
                .bind("at", now)
                .execute();
    }

    private static void store(Handle handle, Bucket bucket, Instant next) {
        handle.createUpdate("""
                        update application_pace set next_at = :next
                        where client_id = :client and operation = :operation
                        """)
                .bind("client", bucket.clientId())
                .bind("operation", bucket.kind().inDatabase())
                .bind("next", next)
                .execute();
    }

    private Set<String> crowds(Limit limit) {
        var now = time.instant();
        var known = crowds.get(limit);
        if (known != null && now.isBefore(known.at().plus(COUNTED_EVERY)) && !now.isBefore(known.at())) {
            return known.clients();
        }
        Set<String> counted = database.withHandle(handle -> handle.createQuery("""
                        select client_id from amazon_account
                        group by client_id having count(*) * :ofAccount > :ofApplication
                        """)
                .bind("ofAccount", limit.ofAccount())
                .bind("ofApplication", limit.ofApplication())
                .mapTo(String.class)
                .set());
        crowds.put(limit, new Crowds(counted, now));
        return counted;
    }

    /// Forgets applications that have no account any more.
    ///
    /// @return how many rows are gone
    public static int deleteUnused(Handle handle) {
        return handle.execute("""
                delete from application_pace p
                where not exists (select from amazon_account a where a.client_id = p.client_id)
                """);
    }
}
