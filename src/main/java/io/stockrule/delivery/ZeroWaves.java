package io.stockrule.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.listing.AccountKey;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// Notices when many numbers of an account go to 0 together, and says so in the log: one wrong line in a profile
/// can empty a whole list, and each of its numbers looks as right as any other.
@ApplicationScoped
class ZeroWaves implements BackgroundWork {
    static final int MANY = 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger LOG = Logger.getLogger(ZeroWaves.class);
    private static final Duration CALM = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST_LISTINGS = 100_000;

    private final Jdbi database;
    private final InstantSource time;
    private final Worker worker;
    private final Map<Cause, Wave> waves = new HashMap<>();

    /// What the numbers of a wave have in common.
    private record Cause(AccountKey account, long profile, int version) {}

    private static final class Wave {
        private final Instant begun;
        private Instant latest;
        private final List<Long> listings = new ArrayList<>();

        private Wave(Instant begun) {
            this.begun = begun;
            this.latest = begun;
        }

        private boolean isOver(Instant now) {
            return now.isAfter(latest.plus(CALM)) || now.isAfter(begun.plus(LONGEST));
        }
    }

    ZeroWaves(Jdbi database, InstantSource time) {
        this.database = database;
        this.time = time;
        this.worker = new Worker("zero waves", Duration.ofSeconds(1), this::tellEnded);
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    @Override
    public void stop() throws InterruptedException {
        worker.close();
    }

    /// Numbers that were above 0 and were decided to be 0.
    synchronized void note(List<Wanted> zeros) {
        var now = time.instant();
        for (var zero : zeros) {
            var decision = decision(zero);
            var cause = new Cause(
                    zero.target().account(),
                    decision.path("profile").asLong(),
                    decision.path("profileVersion").asInt());
            var wave = waves.computeIfAbsent(cause, _ -> new Wave(now));
            wave.latest = now;
            if (wave.listings.size() < MOST_LISTINGS) {
                wave.listings.add(decision.path("listing").asLong());
            }
        }
    }

    private static JsonNode decision(Wanted wanted) {
        try {
            return JSON.readTree(wanted.because());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a decision is not JSON: " + wanted.because(), e);
        }
    }

    boolean tellEnded() {
        ended(time.instant()).forEach(this::tell);
        return false;
    }

    private synchronized Map<Cause, Wave> ended(Instant now) {
        var ended = new HashMap<Cause, Wave>();
        waves.forEach((cause, wave) -> {
            if (wave.isOver(now)) {
                ended.put(cause, wave);
            }
        });
        waves.keySet().removeAll(ended.keySet());
        ended.values().removeIf(wave -> wave.listings.size() < MANY);
        return ended;
    }

    private void tell(Cause cause, Wave wave) {
        database.useHandle(handle -> handle.createQuery("""
                        select s.selling_list_id, s.name list, p.name profile, count(*) listings
                        from listing l
                        join selling_list s using (merchant_id, selling_list_id)
                        join profile p using (merchant_id, profile_id)
                        where l.merchant_id = :merchant and l.listing_id = any(:listings)
                        group by s.selling_list_id, s.name, p.name
                        order by s.selling_list_id
                        """)
                .bind("merchant", cause.account().merchantId())
                .bindArray("listings", Long.class, wave.listings)
                .map((row, _) ->
                        "%d numbers of %s went to 0 within %d s: Selling List %d \"%s\", version %d of the profile \"%s\""
                                .formatted(
                                        row.getLong("listings"),
                                        cause.account(),
                                        Math.max(
                                                1,
                                                Duration.between(wave.begun, wave.latest)
                                                        .toSeconds()),
                                        row.getLong("selling_list_id"),
                                        row.getString("list"),
                                        cause.version(),
                                        row.getString("profile")))
                .forEach(LOG::warn));
    }
}
