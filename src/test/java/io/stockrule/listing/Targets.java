package io.stockrule.listing;

import io.stockrule.sync.Fanning;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Looks at targets, for tests.
@ApplicationScoped
public class Targets {
    private final Jdbi database;

    Targets(Jdbi database) {
        this.database = database;
    }

    /// How often a target was marked; 0 when there is none.
    long marks(TargetKey target) {
        return number("marked", target).orElse(0L);
    }

    /// Whether it is to be decided again, once all that fans out has.
    public boolean isDue(TargetKey target) {
        Fanning.finish();
        return number("(due_at is not null)::int", target).orElse(0L) == 1;
    }

    /// Since when it waits.
    Instant dueAt(TargetKey target) {
        return database.withHandle(handle -> handle.select(
                        "select due_at from target where merchant_id = ? and amazon_account_id = ? and seller_sku = ?",
                        target.account().merchantId(),
                        target.account().amazonAccountId(),
                        target.sellerSku())
                .mapTo(Instant.class)
                .one());
    }

    /// As if it had been decided.
    public void settle(TargetKey target) {
        Fanning.finish();
        database.useHandle(handle -> handle.execute(
                """
                update target set due_at = null
                where merchant_id = ? and amazon_account_id = ? and seller_sku = ?
                """, target.account().merchantId(), target.account().amazonAccountId(), target.sellerSku()));
    }

    private Optional<Long> number(String column, TargetKey target) {
        return database.withHandle(handle -> handle.select(
                        "select " + column
                                + " from target where merchant_id = ? and amazon_account_id = ? and seller_sku = ?",
                        target.account().merchantId(),
                        target.account().amazonAccountId(),
                        target.sellerSku())
                .mapTo(Long.class)
                .findOne());
    }
}
