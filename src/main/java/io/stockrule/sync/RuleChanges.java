package io.stockrule.sync;

import io.stockrule.listing.FanOut.Scope;
import io.stockrule.rules.RulesInUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Has decided again what was decided by rules that are not in force: whoever made the decision, whenever, and whatever
/// became of the marks. A replica whose rules are in force looks for such decisions as soon as they are, and every few
/// seconds from then on.
///
/// Used by one thread at a time.
@ApplicationScoped
class RuleChanges {
    private static final Duration EVERY = Duration.ofSeconds(5);
    /// While something fans out, decisions by old rules are no surprise.
    private static final Duration EVERY_WHILE_DECIDING = Duration.ofMinutes(1);

    private final Jdbi database;
    private final InstantSource time;
    private final FleetRules fleet;
    private final DecisionRules decisionRules;
    private Optional<RulesInUse> looked = Optional.empty();
    private long lookedAt;

    RuleChanges(Jdbi database, InstantSource time, FleetRules fleet, DecisionRules decisionRules) {
        this.database = database;
        this.time = time;
        this.fleet = fleet;
        this.decisionRules = decisionRules;
    }

    /// Looks, if it is time to.
    void look() {
        var inForce = fleet.ours().filter(fleet::areInForce);
        if (inForce.isPresent() && (!inForce.equals(looked) || isTime())) {
            fanOut(inForce.get());
            lookedAt = System.nanoTime();
        }
        looked = inForce;
    }

    private boolean isTime() {
        var since = Duration.ofNanos(System.nanoTime() - lookedAt);
        return since.compareTo(EVERY_WHILE_DECIDING) >= 0 || (since.compareTo(EVERY) >= 0 && !isDeciding());
    }

    private boolean isDeciding() {
        return database.withHandle(
                handle -> handle.select("""
                                select exists (select from fan_out)
                                    or exists (select from target where lane = 1 and due_at is not null)
                                """).mapTo(Boolean.class).one());
    }

    /// A row for each merchant with such decisions; one that is under way already goes on.
    private void fanOut(RulesInUse inForce) {
        for (long rules : decisionRules.notOf(inForce)) {
            database.useHandle(handle -> fanOut(handle, rules));
        }
    }

    private void fanOut(Handle handle, long rules) {
        handle.createUpdate("""
                        with recursive concerned(merchant_id) as (
                            (select merchant_id from decision where rules_id = :rules
                            order by rules_id, merchant_id limit 1)
                            union all
                            select (select d.merchant_id from decision d
                                where d.rules_id = :rules and d.merchant_id > concerned.merchant_id
                                order by d.rules_id, d.merchant_id limit 1)
                            from concerned where concerned.merchant_id is not null)
                        insert into fan_out (merchant_id, scope, scope_id, since)
                        select merchant_id, :scope, :rules, :now from concerned where merchant_id is not null
                        order by merchant_id
                        on conflict (merchant_id, scope, scope_id) do nothing
                        """)
                .bind("rules", rules)
                .bind("scope", Scope.RULES)
                .bind("now", time.instant())
                .execute();
    }
}
