package io.stockrule.sync;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.delivery.Deliveries;
import io.stockrule.delivery.wish.Cause;
import io.stockrule.delivery.wish.Wanted;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.TargetKey;
import io.stockrule.sync.StaleQueue.Claim;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Stores what was decided about claimed targets, hands it over to delivery, and gives the targets back, in
/// one transaction.
///
/// The targets are locked last, just before the commit: whoever marks one waits no longer than that. If a
/// lease turns out to be somebody else's by then, nothing is stored, and it is done again without that
/// target.
@ApplicationScoped
class HandOver {
    private final Jdbi database;
    private final DecisionTable decisions;
    private final Deliveries deliveries;

    HandOver(Jdbi database, DecisionTable decisions, Deliveries deliveries) {
        this.database = database;
        this.decisions = decisions;
        this.deliveries = deliveries;
    }

    /// Claimed targets with what came out for their listings.
    ///
    /// @param at when they were claimed, or a moment later
    /// @param areMarked whether they were claimed for their marks; else something has fanned out to them
    record Batch(Instant at, List<Claim> claims, boolean areMarked, Judgement.Sentence sentence) {
        Batch only(Set<TargetKey> targets) {
            return new Batch(
                    at,
                    claims.stream()
                            .filter(claim -> targets.contains(claim.target()))
                            .toList(),
                    areMarked,
                    new Judgement.Sentence(
                            sentence.decided().stream()
                                    .filter(one ->
                                            targets.contains(one.listing().target()))
                                    .toList(),
                            sentence.last(),
                            sentence.boundaries(),
                            sentence.ordered(),
                            sentence.unheld()));
        }
    }

    /// @return the targets that were still ours
    Set<TargetKey> store(Batch batch) {
        var reasons = decisions.reasons(batch.sentence().decided());
        try {
            return QuarkusTransaction.requiringNew()
                    .call(() -> database.withHandle(handle -> store(handle, batch, reasons)));
        } catch (LeasesLost lost) {
            return store(batch.only(lost.left));
        }
    }

    private Set<TargetKey> store(Handle handle, Batch batch, Map<Decided, String> reasons) {
        decisions.store(handle, reasons, batch.at());
        if (batch.areMarked()) {
            deliveries.handOver(wanted(batch, reasons));
        } else {
            deliveries.handOverAgain(wanted(batch, reasons)); // a listing that comes to a target marks it
        }
        var ours = StaleQueue.release(handle, batch.claims(), batch.sentence().boundaries(), batch.at());
        if (ours.size() < batch.claims().size()) {
            throw new LeasesLost(ours);
        }
        return ours;
    }

    private List<Wanted> wanted(Batch batch, Map<Decided, String> reasons) {
        var byTarget = batch.sentence().decided().stream()
                .collect(groupingBy(one -> one.listing().target()));
        return batch.claims().stream()
                .map(claim -> wanted(claim, byTarget.getOrDefault(claim.target(), List.of()), batch, reasons))
                .toList();
    }

    private Wanted wanted(Claim claim, List<Decided> listings, Batch batch, Map<Decided, String> reasons) {
        Wish decided = Agreement.of(listings);
        if (listings.isEmpty()) {
            return new Wanted(claim.target(), "", decided, false, "{}", Cause.LINK, batch.at());
        }
        var first = Agreement.heard(listings).getFirst();
        var left = LessOrders.of(decided, listings, batch.sentence().ordered());
        return new Wanted(
                claim.target(),
                first.listing().marketplace(),
                left.wish(),
                claim.wanted(),
                left.step().isEmpty() ? requireNonNull(reasons.get(first)) : decisions.reasons(first, left.step()),
                decisions.cause(
                        first, batch.sentence().last().get(first.listing().listingId())),
                batch.at());
    }

    /// Takes the transaction back.
    private static final class LeasesLost extends RuntimeException {
        private final transient Set<TargetKey> left;

        LeasesLost(Set<TargetKey> left) {
            super("the leases of some targets have gone to others");
            this.left = left;
        }
    }
}
