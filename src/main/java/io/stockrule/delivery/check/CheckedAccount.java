package io.stockrule.delivery.check;

import static io.quarkus.narayana.jta.QuarkusTransaction.requiringNew;

import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.delivery.marketplace.Marketplace;
import io.stockrule.delivery.pace.ApplicationPace;
import io.stockrule.delivery.pace.ApplicationPace.Kind;
import io.stockrule.delivery.pace.ApplicationPace.Limit;
import io.stockrule.delivery.pace.Pace;
import io.stockrule.delivery.pace.Pace.Operation;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// What a check has to know of an account, and its places among the account's other requests.
@ApplicationScoped
class CheckedAccount {
    /// For a place among other requests.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /// Of the marketplace that has most linked listings: as many as one read may name, those first whose
    /// channel was read as the seller's own.
    private static final String LINKED = """
            with most as (
                select s.marketplace from selling_list s
                join listing l on l.merchant_id = s.merchant_id and l.selling_list_id = s.selling_list_id
                where s.merchant_id = :merchantId and s.amazon_account_id = :amazonAccountId
                    and l.seller_sku is not null
                group by s.marketplace order by count(*) desc, s.marketplace limit 1)
            select m.marketplace, l.seller_sku
            from most m
            join selling_list s on s.merchant_id = :merchantId and s.amazon_account_id = :amazonAccountId
                and s.marketplace = m.marketplace
            join listing l on l.merchant_id = s.merchant_id and l.selling_list_id = s.selling_list_id
                and l.seller_sku is not null
            left join delivery d on d.merchant_id = l.merchant_id and d.amazon_account_id = l.amazon_account_id
                and d.seller_sku = l.seller_sku
            group by m.marketplace, l.seller_sku
            order by bool_or(d.channel = 'seller') desc nulls last, l.seller_sku
            limit :most
            """;

    private final Jdbi database;
    private final InstantSource time;
    private final DeliveryConfig config;
    private final ApplicationPace applications;

    CheckedAccount(Jdbi database, InstantSource time, DeliveryConfig config, ApplicationPace applications) {
        this.applications = applications;
        this.database = database;
        this.time = time;
        this.config = config;
    }

    /// Linked SKUs of one marketplace.
    record Linked(String marketplace, List<String> sellerSkus) {}

    boolean exists(AccountKey account) {
        return database.withHandle(handle -> handle.createQuery("""
                        select true from amazon_account
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        """)
                .bindMethods(account)
                .mapTo(Boolean.class)
                .findOne()
                .isPresent());
    }

    /// Country codes, in order.
    List<String> marketplacesOfLists(AccountKey account) {
        return database.withHandle(handle ->
                handle.createQuery("""
                        select distinct marketplace from selling_list
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                        order by 1
                        """).bindMethods(account).mapTo(String.class).list());
    }

    /// Empty if nothing is linked.
    Optional<Linked> linked(AccountKey account) {
        List<Linked> one = database.withHandle(handle -> handle.createQuery(LINKED)
                .bindMethods(account)
                .bind("most", Marketplace.READ_AT_ONCE)
                .map((RowView row) -> new Linked(
                        row.getColumn("marketplace", String.class), List.of(row.getColumn("seller_sku", String.class))))
                .list());
        return one.stream()
                .findFirst()
                .map(first -> new Linked(
                        first.marketplace(),
                        one.stream().flatMap(it -> it.sellerSkus().stream()).toList()));
    }

    /// Waits until one request more fits into the pace of the account, and of its application.
    ///
    /// @param kind a preview counts as an update of its account
    /// @return false if that takes too long
    boolean waitForTurn(AmazonCredentials account, Kind kind) {
        return waitForTurnOfApplication(account, kind)
                && waitForTurn(account.account(), kind == Kind.READ ? Operation.READ : Operation.SEND, limit(kind));
    }

    /// The same for an account that is not kept, which has no pace of its own.
    boolean waitForTurnOfApplication(AmazonCredentials account, Kind kind) {
        var now = time.instant();
        return applications
                .reserve(account.clientId(), limit(kind), PATIENCE)
                .map(at -> sleep(Duration.between(now, at)))
                .orElse(false);
    }

    private Limit limit(Kind kind) {
        return switch (kind) {
            case SEND -> new Limit(kind, config.sendsPerSecond(), config.applicationSendsPerSecond());
            case READ -> new Limit(kind, config.readsPerSecond(), config.applicationReadsPerSecond());
            case PREVIEW -> new Limit(kind, config.sendsPerSecond(), config.applicationPreviewsPerSecond());
        };
    }

    private boolean waitForTurn(AccountKey account, Operation operation, Limit limit) {
        var interval = Duration.ofNanos((long) (1e9 / limit.ofAccount()));
        var now = time.instant();
        Optional<Instant> turn = requiringNew()
                .call(() -> database.withHandle(
                        handle -> Pace.reserve(handle, account, operation, interval, config.burst(), PATIENCE, now)));
        return turn.map(at -> sleep(Duration.between(now, at))).orElse(false);
    }

    private static boolean sleep(Duration until) {
        try {
            Thread.sleep(until);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
