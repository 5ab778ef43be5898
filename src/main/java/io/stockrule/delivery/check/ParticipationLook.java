package io.stockrule.delivery.check;

import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.delivery.marketplace.AccountProbe;
import io.stockrule.delivery.marketplace.AccountProbe.Participation;
import io.stockrule.delivery.marketplace.ProbeResult;
import io.stockrule.delivery.pace.Backoff;
import io.stockrule.listing.AmazonCredentials;
import io.stockrule.listing.participation.Participations;
import io.stockrule.listing.participation.Participations.Asked;
import io.stockrule.listing.participation.SellsIn;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/// Asks Amazon where a seller sells, and notes what it says.
@ApplicationScoped
class ParticipationLook {
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    /// Roles and credentials do not come back by themselves within minutes; new credentials are tried at once.
    private static final Duration FIRST_PAUSE_IF_DENIED = Duration.ofMinutes(30);

    private final AccountProbe probe;
    private final Participations participations;
    private final InstantSource time;
    private final DeliveryConfig delivery;
    private final ParticipationConfig config;

    ParticipationLook(
            AccountProbe probe,
            Participations participations,
            InstantSource time,
            DeliveryConfig delivery,
            ParticipationConfig config) {
        this.probe = probe;
        this.participations = participations;
        this.time = time;
        this.delivery = delivery;
        this.config = config;
    }

    /// Of an account that is not kept nothing is noted.
    ///
    /// @param credentialsVersion that the credentials are of, where it is known
    /// @param failures before this look, in a row
    ProbeResult<List<Participation>> of(AmazonCredentials account, OptionalInt credentialsVersion, int failures) {
        var asked = new Asked(account.account(), time.instant(), credentialsVersion);
        var result = probe.participations(account, delivery.requestTimeout());
        switch (result) {
            case ProbeResult.Answered<List<Participation>> answered ->
                participations.told(asked, sellsIn(answered.answer(), asked.at()), aboutTheInterval());
            case ProbeResult.Denied<List<Participation>> denied ->
                notTold(asked, denied.reason(), FIRST_PAUSE_IF_DENIED, failures);
            case ProbeResult.Refused<List<Participation>> refused ->
                notTold(asked, refused.reason(), FIRST_PAUSE_IF_DENIED, failures);
            case ProbeResult.Unclear<List<Participation>> unclear ->
                notTold(asked, unclear.reason(), FIRST_PAUSE, failures);
        }
        return result;
    }

    static SellsIn sellsIn(List<Participation> told, Instant at) {
        return new SellsIn(
                codes(told, Participation::participates), codes(told, it -> it.participates() && it.suspended()), at);
    }

    private static List<String> codes(List<Participation> told, Predicate<Participation> which) {
        return told.stream().filter(which).map(Participation::marketplace).toList();
    }

    /// So that accounts that began together do not come back together.
    private Duration aboutTheInterval() {
        long millis = config.interval().toMillis();
        return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 10 + 1));
    }

    private void notTold(Asked asked, String reason, Duration firstPause, int failures) {
        participations.notTold(asked, reason, Backoff.doubling(firstPause, failures + 1));
    }
}
