package io.stockrule.delivery;

import static java.util.stream.Collectors.toMap;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.access.DatabaseAway;
import io.stockrule.delivery.Wave.State;
import io.stockrule.delivery.target.Delivery;
import io.stockrule.delivery.target.DeliveryTable;
import io.stockrule.delivery.target.Held;
import io.stockrule.delivery.wish.Wish;
import io.stockrule.listing.TargetKey;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The waves that are held, and what persons say to them. What was said of a whole wave is done in the background, part
/// by part.
@ApplicationScoped
public class Waves implements BackgroundWork {
    private static final Logger LOG = Logger.getLogger(Waves.class);
    private static final int AT_ONCE = 500;

    private final Jdbi database;
    private final InstantSource time;
    private final WaveConfig config;
    private final Sender sender;
    private final boolean works;
    private final Worker worker;

    Waves(Jdbi database, InstantSource time, WaveConfig config, DeliveryConfig delivery, Sender sender) {
        this.database = database;
        this.time = time;
        this.config = config;
        this.sender = sender;
        this.works = delivery.enabled();
        this.worker = new Worker("waves", Duration.ofSeconds(1), this::settle);
    }

    void start(@Observes StartupEvent event) {
        if (works) {
            worker.start();
        }
    }

    @Override
    public void stop() throws InterruptedException {
        worker.close();
    }

    /// A number that is held.
    ///
    /// @param shown what Amazon showed last; empty if that is not known
    public record HeldNumber(String sellerSku, OptionalInt shown, int wanted, boolean rejected) {}

    /// The newest first.
    ///
    /// @param account of it alone
    /// @param state in it alone
    /// @param before an id to go on from
    @Transactional
    public List<Wave> list(long merchantId, OptionalLong account, Optional<State> state, long before, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from wave
                        where merchant_id = :merchant and wave_id < :before
                            and (:account::bigint is null or amazon_account_id = :account::bigint)
                            and (:state::text is null or state = :state::text)
                        order by wave_id desc limit :limit
                        """)
                .bind("merchant", merchantId)
                .bind("before", before)
                .bind("account", account.isPresent() ? account.getAsLong() : null)
                .bind("state", state.map(State::name))
                .bind("limit", limit)
                .map((row, _) -> Wave.read(row))
                .list());
    }

    @Transactional
    public Optional<Wave> find(long merchantId, long wave) {
        return database.withHandle(
                handle -> handle.createQuery("select * from wave where merchant_id = :merchant and wave_id = :wave")
                        .bind("merchant", merchantId)
                        .bind("wave", wave)
                        .map((row, _) -> Wave.read(row))
                        .findOne());
    }

    /// How many numbers each of these waves holds.
    @Transactional
    public Map<Long, Integer> held(long merchantId, Collection<Long> waves) {
        return database.withHandle(handle -> handle.createQuery("""
                        select w.wave_id, (
                            select count(*) from delivery d
                            where d.merchant_id = w.merchant_id and d.amazon_account_id = w.amazon_account_id
                                and d.held_by = w.wave_id) held
                        from wave w where w.merchant_id = :merchant and w.wave_id = any(:waves)
                        """)
                .bind("merchant", merchantId)
                .bindArray("waves", Long.class, waves)
                .collectRows(toMap(
                        row -> row.getColumn("wave_id", Long.class), row -> row.getColumn("held", Integer.class))));
    }

    /// In the order of their SKUs.
    @Transactional
    public List<HeldNumber> numbers(Wave wave, String after, int limit) {
        return database
                .withHandle(handle -> select(handle, wave, "d.seller_sku > :after", "", Map.of("after", after), limit))
                .stream()
                .map(Waves::held)
                .toList();
    }

    private static HeldNumber held(Delivery delivery) {
        return new HeldNumber(
                delivery.target().sellerSku(),
                delivery.seen().shown(),
                delivery.want().wish() instanceof Wish.Number number ? number.quantity() : 0,
                delivery.held().filter(Held::rejected).isPresent());
    }

    /// A person has looked at the whole wave.
    ///
    /// @param said [State#APPROVED] or [State#REJECTED]
    /// @return false when it is not held any more
    @Transactional
    public boolean end(long merchantId, long wave, State said) {
        boolean ended = database.withHandle(handle -> handle.createUpdate("""
                        update wave set state = :state, ended_at = :now
                        where merchant_id = :merchant and wave_id = :wave and state = 'HELD'
                        """)
                        .bind("state", said)
                        .bind("now", time.instant())
                        .bind("merchant", merchantId)
                        .bind("wave", wave)
                        .execute())
                > 0;
        worker.wake();
        return ended;
    }

    /// A person has looked at some of its numbers.
    ///
    /// @return how many of them it held
    public int end(Wave wave, Collection<String> sellerSkus, State said) {
        int ended = QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> {
                    var targets = sellerSkus.stream()
                            .distinct()
                            .sorted()
                            .map(sku -> new TargetKey(wave.account(), sku))
                            .toList();
                    var held = DeliveryTable.lock(handle, targets).stream()
                            .filter(delivery -> delivery.held()
                                    .filter(it -> it.wave() == wave.id() && !it.rejected())
                                    .isPresent())
                            .toList();
                    return end(handle, held, said);
                }));
        sender.wake();
        return ended;
    }

    private int end(Handle handle, List<Delivery> held, State said) {
        var now = time.instant();
        Consumer<Delivery> step = said == State.REJECTED ? Delivery::reject : delivery -> delivery.release(now);
        held.forEach(step);
        DeliveryTable.store(handle, held);
        return held.size();
    }

    /// Does what was said of whole waves, and forgets those of which nothing is held any more.
    ///
    /// @return false: whatever was to do is done
    boolean settle() {
        var open = database.withHandle(handle -> handle.createQuery("select * from wave where not settled")
                .map((row, _) -> Wave.read(row))
                .list());
        open.forEach(this::settleAlone);
        return false;
    }

    /// One that cannot be settled keeps no other waiting.
    private void settleAlone(Wave wave) {
        try {
            settle(wave);
        } catch (RuntimeException e) {
            if (DatabaseAway.is(e)) {
                throw e;
            }
            LOG.errorf(e, "wave %d of %s cannot be settled; it is tried again", wave.id(), wave.account());
        }
    }

    private void settle(Wave wave) {
        while (settlePart(wave) == AT_ONCE) {
            sender.wake();
        }
        sender.wake();
    }

    private int settlePart(Wave wave) {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(handle -> {
                    boolean isHeld = wave.state() == State.HELD;
                    var held = select(
                            handle,
                            wave,
                            "not d.held_rejected",
                            isHeld ? "" : "for update of d",
                            Map.of(),
                            isHeld ? 1 : AT_ONCE);
                    if (held.isEmpty()) {
                        over(handle, wave);
                    }
                    return isHeld ? 0 : end(handle, held, wave.state());
                }));
    }

    /// What was decided before a person spoke, or follows it, has had its time.
    private void over(Handle handle, Wave wave) {
        handle.createUpdate("""
                        update wave set settled = true, ended_at = coalesce(ended_at, :now),
                            state = case state when 'HELD' then 'OVER' else state end
                        where merchant_id = :merchant and wave_id = :wave
                            and (state = 'APPROVED' or coalesce(ended_at, held_at) <= :longAgo)
                        """)
                .bind("now", time.instant())
                .bind("longAgo", time.instant().minus(config.within()))
                .bind("merchant", wave.account().merchantId())
                .bind("wave", wave.id())
                .execute();
    }

    private static List<Delivery> select(
            Handle handle, Wave wave, String condition, String lock, Map<String, Object> bindings, int limit) {
        return handle.createQuery("""
                        select <columns> from delivery d
                        where d.merchant_id = :merchantId and d.amazon_account_id = :amazonAccountId
                            and d.held_by = :wave and <condition>
                        order by d.seller_sku limit :limit
                        <lock>
                        """.replace("<columns>", DeliveryTable.COLUMNS)
                        .replace("<condition>", condition)
                        .replace("<lock>", lock))
                .bindMethods(wave.account())
                .bind("wave", wave.id())
                .bind("limit", limit)
                .bindMap(bindings)
                .map((row, _) -> DeliveryTable.read(row))
                .list();
    }
}
