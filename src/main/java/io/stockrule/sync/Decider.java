package io.stockrule.sync;

import static java.util.stream.Collectors.groupingBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.access.DatabaseAway;
import io.stockrule.delivery.Deliveries;
import io.stockrule.delivery.Wanted;
import io.stockrule.delivery.Wish;
import io.stockrule.language.Profile;
import io.stockrule.language.meaning.TimeBoundaries;
import io.stockrule.listing.LinkedListing;
import io.stockrule.listing.Listings;
import io.stockrule.listing.TargetKey;
import io.stockrule.profile.ProfileKey;
import io.stockrule.profile.Profiles;
import io.stockrule.rules.Question;
import io.stockrule.rules.Rules;
import io.stockrule.stock.Decision;
import io.stockrule.stock.KnownVariant;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.StockFacts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Decides a batch of stale targets: claims them, asks the rules about all their listings at once, and hands over what
/// came out, in the transaction that stores the decisions and gives the targets back.
@ApplicationScoped
class Decider {
    private static final Logger LOG = Logger.getLogger(Decider.class);
    private static final Decision UNKNOWN_VARIANT = hold("the shop no longer has this variant");
    private static final Decision UNREADABLE_PROFILE = hold("the Global Profile cannot be read any more");

    private final Jdbi database;
    private final InstantSource time;
    private final SyncConfig config;
    private final Listings listings;
    private final StockFacts stock;
    private final Profiles profiles;
    private final Rules rules;
    private final DecisionTable decisions;
    private final Deliveries deliveries;

    Decider(
            Jdbi database,
            InstantSource time,
            SyncConfig config,
            Listings listings,
            StockFacts stock,
            Profiles profiles,
            Rules rules,
            DecisionTable decisions,
            Deliveries deliveries) {
        this.database = database;
        this.time = time;
        this.config = config;
        this.listings = listings;
        this.stock = stock;
        this.profiles = profiles;
        this.rules = rules;
        this.decisions = decisions;
        this.deliveries = deliveries;
    }

    /// A batch with what came out of it.
    ///
    /// @param boundaries when each target has to be decided again although nothing changes
    private record Batch(
            Instant at, List<StaleQueue.Claim> claims, List<Decided> decided, Map<TargetKey, Instant> boundaries) {}

    /// A listing that the rules are asked about.
    private record Asked(LinkedListing listing, int profileVersion, Question question) {}

    /// Decides one batch.
    ///
    /// @return how many targets it held
    int decideStale() {
        var now = time.instant();
        var claims = QuarkusTransaction.requiringNew()
                .call(() ->
                        database.withHandle(handle -> StaleQueue.claim(handle, config.batch(), config.lease(), now)));
        if (!claims.isEmpty()) {
            settle(claims, now);
        }
        return claims.size();
    }

    /// A batch that fails is settled target by target, so that one that cannot be decided keeps no other waiting.
    private void settle(List<StaleQueue.Claim> claims, Instant now) {
        try {
            var batch = decide(claims, now); // no transaction is open while the rules are at work
            QuarkusTransaction.requiringNew().run(() -> database.useHandle(handle -> store(handle, batch)));
        } catch (RuntimeException e) {
            if (DatabaseAway.is(e)) {
                throw e;
            }
            if (claims.size() > 1) {
                claims.forEach(claim -> settle(List.of(claim), now));
            } else {
                LOG.errorf(
                        e,
                        "%s could not be decided; it is tried again",
                        claims.getFirst().target());
            }
        }
    }

    private static ProfileKey profileOf(LinkedListing listing) {
        return new ProfileKey(listing.variant().merchantId(), listing.profileId());
    }

    private Batch decide(List<StaleQueue.Claim> claims, Instant now) {
        var linked =
                listings.ofTargets(claims.stream().map(StaleQueue.Claim::target).toList());
        var known = stock.load(linked.stream().map(LinkedListing::variant).toList());
        var inForce = profiles.inForce(linked.stream().map(Decider::profileOf).toList());
        var last = database.withHandle(handle -> decisions.lastDecided(handle, linked));
        var batch = new Batch(now, claims, new ArrayList<>(), new HashMap<>());
        var asked = new ArrayList<Asked>();
        for (var listing : linked) {
            var variant = known.get(listing.variant());
            var profile = inForce.get(profileOf(listing));
            if (profile == null) {
                batch.decided().add(new Decided(listing, 0, NoFacts.of(listing), UNREADABLE_PROFILE));
            } else if (variant == null) {
                batch.decided().add(new Decided(listing, profile.version(), NoFacts.of(listing), UNKNOWN_VARIANT));
            } else {
                var local = LocalDateTime.ofInstant(now, variant.zone());
                BoundaryInstants.nextAfter(now, variant.zone(), time -> nextChange(profile.profile(), time))
                        .ifPresent(boundary -> batch.boundaries().merge(listing.target(), boundary, Decider::earlier));
                var facts = facts(listing, variant, last, local);
                asked.add(new Asked(listing, profile.version(), new Question(profile.profile(), facts)));
            }
        }
        batch.decided().addAll(answers(asked));
        return batch;
    }

    private Optional<LocalDateTime> nextChange(Profile profile, LocalDateTime local) {
        return Stream.of(TimeBoundaries.nextAfter(profile, local), rules.nextChange(profile, local))
                .flatMap(Optional::stream)
                .min(LocalDateTime::compareTo);
    }

    private List<Decided> answers(List<Asked> asked) {
        var answers = rules.decide(asked.stream().map(Asked::question).toList());
        return IntStream.range(0, asked.size())
                .mapToObj(i -> {
                    var one = asked.get(i);
                    return new Decided(
                            one.listing(), one.profileVersion(), one.question().facts(), answers.get(i));
                })
                .toList();
    }

    private void store(Handle handle, Batch batch) {
        Set<TargetKey> mine = StaleQueue.lockMine(handle, batch.claims());
        var claims = batch.claims().stream()
                .filter(claim -> mine.contains(claim.target()))
                .toList();
        var decided = batch.decided().stream()
                .filter(one -> mine.contains(one.listing().target()))
                .toList();
        decisions.store(handle, decided, batch.at());
        deliveries.handOver(wanted(claims, decided, batch.at()));
        StaleQueue.release(handle, claims, batch.boundaries());
    }

    private List<Wanted> wanted(List<StaleQueue.Claim> claims, List<Decided> decided, Instant at) {
        var byTarget = decided.stream().collect(groupingBy(one -> one.listing().target()));
        return claims.stream()
                .map(claim -> wanted(claim, byTarget.getOrDefault(claim.target(), List.of()), at))
                .toList();
    }

    private Wanted wanted(StaleQueue.Claim claim, List<Decided> listings, Instant at) {
        Wish wish = Agreement.of(listings);
        if (listings.isEmpty()) {
            return new Wanted(claim.target(), "", wish, false, "{}", at);
        }
        var first = listings.getFirst();
        return new Wanted(
                claim.target(), first.listing().marketplace(), wish, claim.wanted(), decisions.because(first), at);
    }

    private static Decision hold(String reason) {
        return new Decision(new Outcome.Holds(reason), OptionalInt.empty(), List.of());
    }

    private static ListingFacts facts(
            LinkedListing listing, KnownVariant variant, Map<Long, Integer> last, LocalDateTime local) {
        var lastDecided = last.get(listing.listingId());
        return new ListingFacts(
                variant.facts(),
                listing.marketplace(),
                listing.packSize(),
                lastDecided == null ? OptionalInt.empty() : OptionalInt.of(lastDecided),
                Optional.of(local.toLocalDate()),
                Optional.of(local.toLocalTime()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
