package io.stockrule.stock;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/// What a merchant's warehouses and products are called, for those who hold the words of a profile against it.
///
/// The table `known_text` grows with the variants and never shrinks, so a text in it is or was some product's.
@ApplicationScoped
public class KnownTexts {
    /// Of a kind of which a merchant has more, none is known.
    static final int MOST = 2_000;

    private final Jdbi database;

    KnownTexts(Jdbi database) {
        this.database = database;
    }

    /// The texts that products have, by what they say of them.
    public enum Kind {
        VENDOR,
        PRODUCT_TYPE,
        TAG,
        COLLECTION
    }

    /// @param warehouses closed ones included
    /// @param texts without the kinds of which nothing is known, or too much
    public record Known(Set<String> warehouses, Set<String> closedWarehouses, Map<Kind, Set<String>> texts) {
        public Known {
            warehouses = Set.copyOf(warehouses);
            closedWarehouses = Set.copyOf(closedWarehouses);
            texts = Map.copyOf(texts);
        }
    }

    private record Row(String kind, String text, boolean active) {}

    /// One query, and no more rows than a few thousand beside the warehouses.
    public Known of(long merchantId) {
        var rows = database.withHandle(handle -> handle.createQuery("""
                        select 'WAREHOUSE' kind, name, active from warehouse where merchant_id = :merchant
                        union all
                        select kind, text, true from unnest(:kinds) kind
                        cross join lateral (
                            select text from known_text
                            where merchant_id = :merchant and known_text.kind = kind.kind
                            order by text limit :most) known
                        """)
                .bind("merchant", merchantId)
                .bindArray("kinds", String.class, names())
                .bind("most", MOST + 1)
                .map((row, _) -> new Row(row.getString(1), row.getString(2), row.getBoolean(3)))
                .list());
        var warehouses = new HashSet<String>();
        var open = new HashSet<String>();
        var texts = new EnumMap<Kind, Set<String>>(Kind.class);
        for (var row : rows) {
            if (row.kind().equals("WAREHOUSE")) {
                warehouses.add(row.text());
                if (row.active()) {
                    open.add(row.text());
                }
            } else {
                texts.computeIfAbsent(Kind.valueOf(row.kind()), _ -> new HashSet<>())
                        .add(row.text());
            }
        }
        texts.values().removeIf(each -> each.size() > MOST);
        var closed = new HashSet<>(warehouses);
        closed.removeAll(open);
        return new Known(warehouses, closed, texts);
    }

    private static List<String> names() {
        return Stream.of(Kind.values()).map(Kind::name).toList();
    }
}
