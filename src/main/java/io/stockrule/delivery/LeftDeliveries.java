package io.stockrule.delivery;

import io.stockrule.delivery.pace.ApplicationPace;
import io.stockrule.delivery.target.Sent;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AccountLeftovers;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What is left here of an Amazon account that is gone. The numbers that were sent stay.
@ApplicationScoped
class LeftDeliveries implements AccountLeftovers {
    /// A number whose outcome is not known yet counts as lost; when its sender comes back all the same, what
    /// Amazon said is written over that.
    private static final String DELIVERIES = """
            with part as (
                select merchant_id, amazon_account_id, seller_sku, flight_number from delivery
                where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                order by seller_sku limit :most
                for update),
            open as (
                update sent_number s set state = :lost, problem = :problem
                from part
                where part.flight_number is not null
                    and (s.merchant_id, s.amazon_account_id, s.seller_sku, s.number)
                        = (part.merchant_id, part.amazon_account_id, part.seller_sku, part.flight_number))
            delete from delivery d using part
            where (d.merchant_id, d.amazon_account_id, d.seller_sku)
                = (part.merchant_id, part.amazon_account_id, part.seller_sku)
            """;

    private final Jdbi database;

    LeftDeliveries(Jdbi database) {
        this.database = database;
    }

    @Override
    public int delete(AccountKey account, int most) {
        return database.withHandle(handle -> {
            int deliveries = deleteDeliveries(handle, account, most);
            return deliveries > 0 ? deliveries : deletePace(handle, account);
        });
    }

    private static int deleteDeliveries(Handle handle, AccountKey account, int most) {
        return handle.createUpdate(DELIVERIES)
                .bindMethods(account)
                .bind("most", most)
                .bind("lost", Sent.State.LOST.inDatabase())
                .bind("problem", "the Amazon account was deleted before it was known what became of it")
                .execute();
    }

    private static int deletePace(Handle handle, AccountKey account) {
        return ApplicationPace.deleteUnused(handle)
                + handle.createUpdate(
                                "delete from pace where merchant_id = :merchantId and amazon_account_id = :amazonAccountId")
                        .bindMethods(account)
                        .execute();
    }
}
