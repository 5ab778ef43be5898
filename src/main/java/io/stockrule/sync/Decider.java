package io.stockrule.sync;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.access.DatabaseAway;
import io.stockrule.delivery.order.PendingOrders;
import io.stockrule.language.Profile;
import io.stockrule.language.meaning.TimeBoundaries;
import io.stockrule.listing.Lane;
import io.stockrule.listing.LinkedListing;
import io.stockrule.listing.Listings;
import io.stockrule.profile.ProfileKey;
import io.stockrule.profile.Profiles;
import io.stockrule.rules.CurrentRules;
import io.stockrule.rules.Question;
import io.stockrule.rules.Rules;
import io.stockrule.rules.RulesInUse;
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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// Decides stale targets in batches: claims them, asks the rules about all their listings at once, and hands over what
/// came out. What changed for one target goes before what changed for many ([Lane]).
@ApplicationScoped
public class Decider {
    private static final Logger LOG = Logger.getLogger(Decider.class);
    private static final Decision UNREADABLE_PROFILE = new Decision(
            new Outcome.Holds("the Global Profile cannot be read any more"), OptionalInt.empty(), List.of());

    private final Jdbi database;
    private final InstantSource time;
    private final Map<Lane, FairClaims> claims = new EnumMap<>(Lane.class);
    private final Listings listings;
    private final StockFacts stock;
    private final PendingOrders orders;
    private final Profiles profiles;
    private final Rules rules;
    private final FleetRules fleet;
    private final DecisionTable decisions;
    private final HandOver handOver;

    Decider(
            Jdbi database,
            InstantSource time,
            SyncConfig config,
            Listings listings,
            StockFacts stock,
            PendingOrders orders,
            Profiles profiles,
            Rules rules,
            FleetRules fleet,
            DecisionTable decisions,
            HandOver handOver) {
        this.database = database;
        this.time = time;
        for (var lane : Lane.values()) {
            claims.put(lane, new FairClaims(lane, config.lease()));
        }
        this.listings = listings;
        this.stock = stock;
        this.orders = orders;
        this.profiles = profiles;
        this.rules = rules;
        this.fleet = fleet;
        this.decisions = decisions;
        this.handOver = handOver;
    }

    /// A listing that the rules are asked about.
    private record Asked(LinkedListing listing, int profileVersion, RulesInUse rules, Question question) {}

    /// Decides a batch of a lane; one thread at a time for each of them.
    ///
    /// @param most the most targets that it holds
    /// @return how many targets it held
    public int decideStale(Lane lane, int most) {
        var now = time.instant();
        var claims = claim(lane, now, most);
        if (claims.isEmpty()) {
            return 0;
        }
        var current = rules.current();
        if (!fleet.areInForce(current.files())) { // asked after the claim, as it says there
            QuarkusTransaction.requiringNew()
                    .run(() -> database.useHandle(handle -> StaleQueue.giveBack(handle, claims)));
            return 0;
        }
        settle(claims, current, now);
        return claims.size();
    }

    private List<StaleQueue.Claim> claim(Lane lane, Instant now, int most) {
        var fair = Objects.requireNonNull(claims.get(lane));
        return QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> fair.claim(handle, now, most)));
    }

    /// A batch that fails is settled target by target, so that one that cannot be decided keeps no other waiting.
    private void settle(List<StaleQueue.Claim> claims, CurrentRules current, Instant now) {
        try {
            var batch = decide(claims, current, now); // no transaction is open while the rules are at work
            handOver.store(batch);
        } catch (RuntimeException e) {
            if (DatabaseAway.is(e)) {
                throw e;
            }
            if (claims.size() > 1) {
                claims.forEach(claim -> settle(List.of(claim), current, now));
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

    private HandOver.Batch decide(List<StaleQueue.Claim> claims, CurrentRules current, Instant now) {
        var linked =
                listings.ofTargets(claims.stream().map(StaleQueue.Claim::target).toList());
        var variants = linked.stream().map(LinkedListing::variant).toList();
        var ordered = orders.of(variants); // before the stock, as it says there
        var known = stock.load(variants);
        var inForce = profiles.inForce(linked.stream().map(Decider::profileOf).toList());
        var last = database.withHandle(handle -> decisions.lastDecided(handle, linked));
        var batch = new HandOver.Batch(now, claims, new ArrayList<>(), last, new HashMap<>(), ordered);
        var files = current.files();
        var steps = files.of(List.of());
        var parts = new HashMap<List<String>, RulesInUse>();
        var asked = new ArrayList<Asked>();
        for (var listing : linked) {
            var variant = known.get(listing.variant());
            var profile = inForce.get(profileOf(listing));
            if (profile == null) {
                batch.decided().add(new Decided(listing, 0, steps, NoFacts.of(listing), UNREADABLE_PROFILE));
            } else if (variant == null) {
                batch.decided()
                        .add(new Decided(
                                listing, profile.version(), steps, NoFacts.of(listing), GoneVariant.HOLD, true));
            } else if (variant.gone().isPresent()) {
                var facts = facts(listing, variant, last, LocalDateTime.ofInstant(now, variant.zone()));
                var decision = GoneVariant.by(variant.gone().get());
                batch.decided().add(new Decided(listing, profile.version(), steps, facts, decision, true));
            } else if (listing.left()) {
                var facts = facts(listing, variant, last, LocalDateTime.ofInstant(now, variant.zone()));
                batch.decided().add(new Decided(listing, profile.version(), steps, facts, GoneVariant.LEFT));
            } else {
                var local = LocalDateTime.ofInstant(now, variant.zone());
                BoundaryInstants.nextAfter(now, variant.zone(), time -> nextChange(current, profile.profile(), time))
                        .ifPresent(boundary -> batch.boundaries().merge(listing.target(), boundary, Decider::earlier));
                var facts = facts(listing, variant, last, local);
                var by = parts.computeIfAbsent(profile.profile().includes(), files::of);
                asked.add(new Asked(listing, profile.version(), by, new Question(profile.profile(), facts)));
            }
        }
        batch.decided().addAll(answers(current, asked));
        return batch;
    }

    private static Optional<LocalDateTime> nextChange(CurrentRules current, Profile profile, LocalDateTime local) {
        return Stream.of(TimeBoundaries.nextAfter(profile, local), current.nextChange(profile, local))
                .flatMap(Optional::stream)
                .min(LocalDateTime::compareTo);
    }

    private List<Decided> answers(CurrentRules current, List<Asked> asked) {
        var answers = current.decide(asked.stream().map(Asked::question).toList());
        return IntStream.range(0, asked.size())
                .mapToObj(i -> {
                    var one = asked.get(i);
                    return new Decided(
                            one.listing(),
                            one.profileVersion(),
                            one.rules(),
                            one.question().facts(),
                            answers.get(i));
                })
                .toList();
    }

    private static ListingFacts facts(
            LinkedListing listing, KnownVariant variant, Map<Long, DecisionTable.Last> last, LocalDateTime local) {
        var lastDecided = last.get(listing.listingId());
        return new ListingFacts(
                variant.facts(),
                listing.marketplace(),
                listing.packSize(),
                lastDecided == null ? OptionalInt.empty() : lastDecided.quantity(),
                Optional.of(local.toLocalDate()),
                Optional.of(local.toLocalTime()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
