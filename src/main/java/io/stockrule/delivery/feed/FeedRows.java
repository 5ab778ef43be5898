package io.stockrule.delivery.feed;

import io.stockrule.database.Columns;
import io.stockrule.delivery.FeedLane.Loaded;
import io.stockrule.delivery.feed.Feed.Outcome;
import io.stockrule.delivery.feed.Feed.State;
import io.stockrule.delivery.marketplace.Feeds.Message;
import io.stockrule.delivery.marketplace.QuantityUpdate;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Feeds and their messages in the database. Whoever changes a feed has its lease.
final class FeedRows {
    /// Longer than one call to Amazon and what is written down of it.
    private static final Duration LEASE = Duration.ofMinutes(3);

    private static final String KEY =
            "merchant_id = :merchant and amazon_account_id = :account and feed_number = :feed";

    private FeedRows() {}

    /// A number that has not landed.
    record Waiting(int id, String sellerSku, long fence, long number, int quantity) {
        TargetKey target(AccountKey account) {
            return new TargetKey(account, sellerSku);
        }
    }

    /// Whether the account may have one more: not while Amazon has one that is stuck, as it works them off one after
    /// the
    /// other.
    static boolean mayBegin(Handle handle, AccountKey account, int atOnce) {
        return handle.createQuery("""
                        select count(*) < :atOnce and not coalesce(bool_or(state = 'STUCK'), false) from feed
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId and ended_at is null
                        """)
                .bindMethods(account)
                .bind("atOnce", atOnce)
                .mapTo(Boolean.class)
                .one();
    }

    static void begin(Handle handle, AccountKey account, String marketplace, Instant deadline, Instant now) {
        handle.createUpdate("""
                        insert into feed (merchant_id, amazon_account_id, feed_number, marketplace, state,
                            begun_at, deadline, look_at)
                        values (:merchantId, :amazonAccountId, nextval('stockrule_id'), :marketplace, 'LOADING',
                            :now, :deadline, :now)
                        """)
                .bindMethods(account)
                .bind("marketplace", marketplace)
                .bind("deadline", deadline)
                .bind("now", now)
                .execute();
    }

    /// Takes feeds that something is to be done for now.
    static List<Feed> take(Handle handle, int most, Instant now) {
        return handle.createQuery("""
                        update feed set leased_until = :until, lease = lease + 1
                        where (merchant_id, amazon_account_id, feed_number) in (
                            select merchant_id, amazon_account_id, feed_number from feed
                            where ended_at is null and look_at <= :now
                                and (leased_until is null or leased_until <= :now)
                            order by look_at limit :most
                            for update skip locked)
                        returning *
                        """)
                .bind("now", now)
                .bind("until", now.plus(LEASE))
                .bind("most", most)
                .map((RowView row) -> Feed.read(row))
                .list();
    }

    /// Locks the feed, and has its lease begin anew.
    ///
    /// @return false if somebody else has taken it meanwhile, or it has gone
    static boolean hold(Handle handle, Feed feed, Instant now) {
        return bind(handle.createUpdate("update feed set leased_until = :until where lease = :lease and " + KEY), feed)
                        .bind("lease", feed.lease())
                        .bind("until", now.plus(LEASE))
                        .execute()
                > 0;
    }

    static void add(Handle handle, Feed feed, int before, List<Loaded> loaded) {
        var rows = IntStream.range(0, loaded.size())
                .mapToObj(i -> new Numbered(before + i + 1, loaded.get(i)))
                .toList();
        var columns = Columns.of(rows)
                .ints("ids", Numbered::id)
                .texts("skus", row -> row.loaded().update().sellerSku())
                .longs("fences", row -> row.loaded().fence())
                .longs("numbers", row -> row.loaded().number())
                .ints("quantities", row -> row.loaded().update().quantity())
                .ints("days", row -> boxed(row.loaded().update().handlingDays()));
        bind(columns.bindTo(handle.createUpdate("""
                        insert into feed_message (merchant_id, amazon_account_id, feed_number,
                            message_id, seller_sku, fence, number, quantity, handling_days)
                        select :merchant, :account, :feed, m.*
                        from unnest(:ids, :skus, :fences, :numbers, :quantities, :days) m
                        """)), feed).execute();
        bind(handle.createUpdate("update feed set messages = :messages where " + KEY), feed)
                .bind("messages", before + loaded.size())
                .execute();
    }

    private record Numbered(int id, Loaded loaded) {}

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    /// The numbers of the feed that something else has been decided for since they were put into it.
    static List<Waiting> outdated(Handle handle, Feed feed) {
        return bind(handle.createQuery("""
                        delete from feed_message m using delivery d
                        where m.merchant_id = :merchant and m.amazon_account_id = :account and m.feed_number = :feed
                            and (d.merchant_id, d.amazon_account_id, d.seller_sku)
                                = (m.merchant_id, m.amazon_account_id, m.seller_sku)
                            and d.wish_number <> m.number
                        returning m.message_id, m.seller_sku, m.fence, m.number, m.quantity
                        """), feed)
                .map((row, _) ->
                        new Waiting(row.getInt(1), row.getString(2), row.getLong(3), row.getLong(4), row.getInt(5)))
                .list();
    }

    static List<Message> messages(Handle handle, Feed feed) {
        return bind(
                        handle.createQuery(
                                "select message_id, seller_sku, quantity, handling_days from feed_message where " + KEY
                                        + " order by message_id"),
                        feed)
                .map((RowView row) -> new Message(
                        row.getColumn("message_id", Integer.class),
                        new QuantityUpdate(
                                row.getColumn("seller_sku", String.class),
                                feed.marketplace(),
                                row.getColumn("quantity", Integer.class),
                                row.getColumn("handling_days", OptionalInt.class))))
                .list();
    }

    /// Takes numbers out that are landing now.
    static List<Waiting> takeOut(Handle handle, Feed feed, int most) {
        return bind(handle.createQuery("""
                        delete from feed_message
                        where merchant_id = :merchant and amazon_account_id = :account and feed_number = :feed
                            and message_id in (
                                select message_id from feed_message
                                where merchant_id = :merchant and amazon_account_id = :account and feed_number = :feed
                                order by message_id limit :most)
                        returning message_id, seller_sku, fence, number, quantity
                        """), feed)
                .bind("most", most)
                .map((row, _) ->
                        new Waiting(row.getInt(1), row.getString(2), row.getLong(3), row.getLong(4), row.getInt(5)))
                .list();
    }

    static void count(Handle handle, Feed feed, int accepted, int landed) {
        bind(handle.createUpdate("""
                        update feed set accepted = accepted + :accepted, refused = refused + :landed - :accepted
                        where merchant_id = :merchant and amazon_account_id = :account and feed_number = :feed
                        """), feed)
                .bind("accepted", accepted)
                .bind("landed", landed)
                .execute();
    }

    /// Locks the account's feeds that have not ended. While it is not known whether Amazon has created one of them,
    /// none is created besides: Amazon's list of feeds does not say which document a feed is made of.
    ///
    /// @return whether Amazon may be asked to create this one
    static boolean mayAsk(Handle handle, Feed feed) {
        return handle
                .createQuery("""
                        select feed_number, state from feed
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId and ended_at is null
                        order by feed_number for update
                        """)
                .bindMethods(feed.account())
                .map((row, _) -> row.getLong("feed_number") != feed.number()
                        && State.valueOf(row.getString("state")) == State.CREATING)
                .list()
                .stream()
                .noneMatch(Boolean::booleanValue);
    }

    /// Amazon is about to be asked to create it.
    static void ask(Handle handle, Feed feed, Instant now) {
        bind(handle.createUpdate("update feed set state = 'CREATING', asked_at = :now, looks = 0 where " + KEY), feed)
                .bind("now", now)
                .execute();
    }

    static void created(Handle handle, Feed feed, String amazonId) {
        bind(
                        handle.createUpdate(
                                "update feed set state = 'RUNNING', amazon_id = :amazonId, looks = 0 where " + KEY),
                        feed)
                .bind("amazonId", amazonId)
                .execute();
    }

    /// Feeds of the account that are known by Amazon's ids.
    static List<String> amazonIds(Handle handle, AccountKey account, Instant since) {
        return handle.createQuery("""
                        select amazon_id from feed
                        where merchant_id = :merchantId and amazon_account_id = :amazonAccountId
                            and amazon_id is not null and asked_at >= :since
                        """)
                .bindMethods(account)
                .bind("since", since)
                .mapTo(String.class)
                .list();
    }

    static void is(Handle handle, Feed feed, State state) {
        bind(handle.createUpdate("update feed set state = :state, looks = 0 where " + KEY), feed)
                .bind("state", state)
                .execute();
    }

    /// It is known what its numbers land with.
    static void lands(
            Handle handle, Feed feed, Outcome outcome, Optional<String> problem, Optional<String> resultDocument) {
        bind(handle.createUpdate("""
                        update feed set state = 'LANDING', outcome = :outcome, problem = coalesce(:problem, problem),
                            result_document = :document, looks = 0
                        where merchant_id = :merchant and amazon_account_id = :account and feed_number = :feed
                        """), feed)
                .bind("outcome", outcome)
                .bind("problem", problem)
                .bind("document", resultDocument)
                .execute();
    }

    static void ended(Handle handle, Feed feed, Instant now) {
        bind(handle.createUpdate("update feed set state = 'ENDED', ended_at = :now where " + KEY), feed)
                .bind("now", now)
                .execute();
    }

    /// One that holds nothing.
    static void delete(Handle handle, Feed feed) {
        bind(handle.createUpdate("delete from feed where " + KEY), feed).execute();
    }

    /// Gives the feed back.
    ///
    /// @param problem why it has come no further; empty if it has
    static void giveBack(Handle handle, Feed feed, Instant lookAt, Optional<String> problem) {
        bind(handle.createUpdate("""
                        update feed set leased_until = null, look_at = :lookAt, looks = looks + 1,
                            problem = coalesce(:problem, problem)
                        where lease = :lease
                            and merchant_id = :merchant and amazon_account_id = :account and feed_number = :feed
                        """), feed)
                .bind("lease", feed.lease())
                .bind("lookAt", lookAt)
                .bind("problem", problem)
                .execute();
    }

    static Optional<Feed> find(Handle handle, Feed feed) {
        return bind(handle.createQuery("select * from feed where lease = :lease and " + KEY), feed)
                .bind("lease", feed.lease())
                .map((RowView row) -> Feed.read(row))
                .findOne();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Feed feed) {
        return statement
                .bind("merchant", feed.account().merchantId())
                .bind("account", feed.account().amazonAccountId())
                .bind("feed", feed.number());
    }
}
