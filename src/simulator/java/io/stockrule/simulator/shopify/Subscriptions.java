package io.stockrule.simulator.shopify;

import io.stockrule.simulator.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Webhook subscriptions made through the API. One that fails again and again is deleted.
/// https://shopify.dev/docs/apps/build/webhooks/troubleshoot
final class Subscriptions {
    private static final int MOST_FAILURES = 8;

    private final Store store;

    Subscriptions(Store store) {
        this.store = store;
    }

    /// @param topic as in the API: `PRODUCTS_UPDATE`
    /// @param includeFields parts of the body to be sent; none sends all
    record Subscription(
            long id,
            String topic,
            String uri,
            String format,
            Optional<String> name,
            Optional<String> filter,
            List<String> includeFields) {}

    /// In the order of their ids.
    List<Subscription> all(String shop) {
        return store.with(h -> h.createQuery("select * from subscription where shop = :shop order by id")
                .bind("shop", shop)
                .map((row, _) -> subscription(row))
                .list());
    }

    /// @param topic as in the header: `products/update`
    List<Subscription> of(String shop, String topic) {
        return store.with(
                h -> h.createQuery("select * from subscription where shop = :shop and topic = :topic order by id")
                        .bind("shop", shop)
                        .bind("topic", inApi(topic))
                        .map((row, _) -> subscription(row))
                        .list());
    }

    Subscription add(String shop, Subscription wanted) {
        return store.with(h -> {
            var made = new Subscription(
                    Ids.subscription(store.number(1)),
                    wanted.topic(),
                    wanted.uri(),
                    wanted.format(),
                    wanted.name(),
                    wanted.filter(),
                    wanted.includeFields());
            h.createUpdate(
                            "insert into subscription (id, shop, topic, uri, format, name, filter, include_fields, failures)"
                                    + " values (:id, :shop, :topic, :uri, :format, :name, :filter, :fields, 0)")
                    .bind("id", made.id())
                    .bind("shop", shop)
                    .bind("topic", made.topic())
                    .bind("uri", made.uri())
                    .bind("format", made.format())
                    .bind("name", made.name())
                    .bind("filter", made.filter())
                    .bind("fields", String.join(" ", made.includeFields()))
                    .execute();
            return made;
        });
    }

    /// @return whether there was one
    boolean remove(String shop, long id) {
        return store.with(h -> h.execute("delete from subscription where shop = ? and id = ?", shop, id)) > 0;
    }

    void removeAll(String shop) {
        store.use(h -> h.execute("delete from subscription where shop = ?", shop));
    }

    void delivered(String shop, String topic, String uri) {
        store.use(h -> h.execute(
                "update subscription set failures = 0 where shop = ? and topic = ? and uri = ? and failures > 0",
                shop,
                inApi(topic),
                uri));
    }

    void failed(String shop, String topic, String uri) {
        store.use(h -> {
            h.execute(
                    "update subscription set failures = failures + 1 where shop = ? and topic = ? and uri = ?",
                    shop,
                    inApi(topic),
                    uri);
            h.execute("delete from subscription where shop = ? and failures >= ?", shop, MOST_FAILURES);
        });
    }

    private static String inApi(String topic) {
        return topic.replace('/', '_').toUpperCase(Locale.ROOT);
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        var fields = row.getString("include_fields");
        return new Subscription(
                row.getLong("id"),
                row.getString("topic"),
                row.getString("uri"),
                row.getString("format"),
                Optional.ofNullable(row.getString("name")),
                Optional.ofNullable(row.getString("filter")),
                fields.isEmpty() ? List.of() : List.of(fields.split(" ")));
    }
}
