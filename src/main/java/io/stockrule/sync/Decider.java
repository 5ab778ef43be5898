package io.stockrule.sync;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.access.DatabaseAway;
import io.stockrule.listing.Lane;
import io.stockrule.listing.Listings;
import io.stockrule.listing.StaleTargets;
import io.stockrule.listing.TargetKey;
import io.stockrule.profile.Profiles;
import io.stockrule.rules.CurrentRules;
import io.stockrule.rules.Rules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// Decides stale targets in batches: claims them, asks the rules about all their listings at once, and hands
/// over what came out. What changed for one target goes before what changed for many ([Lane]).
@ApplicationScoped
public class Decider {
    private static final Logger LOG = Logger.getLogger(Decider.class);

    private final Jdbi database;
    private final InstantSource time;
    private final Map<Lane, FairClaims> claims = new EnumMap<>(Lane.class);
    private final Listings listings;
    private final Profiles profiles;
    private final Rules rules;
    private final FleetRules fleet;
    private final Judgement judgement;
    private final HandOver handOver;
    private final StaleTargets targets;

    Decider(
            Jdbi database,
            InstantSource time,
            SyncConfig config,
            Listings listings,
            Profiles profiles,
            Rules rules,
            FleetRules fleet,
            Judgement judgement,
            HandOver handOver,
            StaleTargets targets) {
        this.database = database;
        this.time = time;
        for (var lane : Lane.values()) {
            claims.put(lane, new FairClaims(lane, config.lease()));
        }
        this.listings = listings;
        this.profiles = profiles;
        this.rules = rules;
        this.fleet = fleet;
        this.judgement = judgement;
        this.handOver = handOver;
        this.targets = targets;
    }

    /// Decides a batch of a lane. Of two who do so at once each has a batch of its own.
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
        settle(claims, true, current, now);
        return claims.size();
    }

    /// Decides targets that something fans out to. Those that others have claimed since, and those that cannot
    /// be decided now, are marked.
    ///
    /// @param free of nobody when the change was seen
    /// @return false if other rules than ours are in force: nothing was decided
    boolean decideFree(List<StaleQueue.Claim> free) {
        var current = rules.current();
        if (!fleet.areInForce(current.files())) { // asked after the change was seen, as after a claim
            return false;
        }
        var settled = settle(free, false, current, time.instant());
        targets.fanOut(
                free.stream()
                        .map(StaleQueue.Claim::target)
                        .filter(target -> !settled.contains(target))
                        .toList(),
                false);
        return true;
    }

    private List<StaleQueue.Claim> claim(Lane lane, Instant now, int most) {
        var fair = Objects.requireNonNull(claims.get(lane));
        synchronized (fair) {
            return QuarkusTransaction.requiringNew()
                    .call(() -> database.withHandle(handle -> fair.claim(handle, now, most)));
        }
    }

    /// A batch that fails is settled target by target, so that one that cannot be decided keeps no other
    /// waiting.
    ///
    /// @return the targets whose decisions are stored
    private Set<TargetKey> settle(List<StaleQueue.Claim> claims, boolean areMarked, CurrentRules current, Instant now) {
        try {
            var batch = decide(claims, areMarked, current, now); // no transaction is open while the rules are at work
            return handOver.store(batch);
        } catch (RuntimeException e) {
            if (DatabaseAway.is(e)) {
                throw e;
            }
            if (claims.size() > 1) {
                return claims.stream()
                        .flatMap(claim -> settle(List.of(claim), areMarked, current, now).stream())
                        .collect(Collectors.toSet());
            }
            LOG.errorf(
                    e,
                    "%s could not be decided; it is tried again",
                    claims.getFirst().target());
            return Set.of();
        }
    }

    private HandOver.Batch decide(List<StaleQueue.Claim> claims, boolean areMarked, CurrentRules current, Instant now) {
        var linked =
                listings.ofTargets(claims.stream().map(StaleQueue.Claim::target).toList());
        var inForce = profiles.inForce(linked.stream().map(Judgement::profileOf).toList());
        var sentence = judgement.of(linked, inForce, current, now);
        judgement.askForUnheld(sentence); // before it is stored, so that it is asked whatever becomes of that
        return new HandOver.Batch(now, claims, areMarked, sentence);
    }
}
