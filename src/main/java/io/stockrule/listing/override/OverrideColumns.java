package io.stockrule.listing.override;

import static io.stockrule.table.Mistake.quoted;
import static java.util.stream.Collectors.joining;

import io.stockrule.stock.ListingOverride.Kind;
import io.stockrule.stock.OverrideCells;
import io.stockrule.table.Cell;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the columns of a table of overrides mean, by their names. Of others it is told that nobody
/// reads them: a column `pinn` would look as if something were set.
enum OverrideColumns {
    AMAZON_SKU("amazon sku", "seller sku", "seller-sku"),
    RESERVE(OverrideCells.column(Kind.RESERVE)),
    CAP(OverrideCells.column(Kind.CAP)),
    PIN(OverrideCells.column(Kind.PIN)),
    REASON("reason"),
    END("end", "until");

    private static final Set<OverrideColumns> KINDS = Set.of(RESERVE, CAP, PIN);

    /// Were it not read, what is set would have no end.
    private static final Pattern MAY_MEAN_AN_END =
            Pattern.compile("(?i)\\b(ends?|ending|until|till|valid|expir\\w*|date)\\b");

    private final List<String> names;

    OverrideColumns(String... names) {
        this.names = List.of(names);
    }

    /// Places from 0, or why the header does not do.
    sealed interface Header {
        /// @param unread columns that mean nothing, in their own words
        record Places(Map<OverrideColumns, Integer> of, List<String> unread) implements Header {}

        record Unusable(String reason) implements Header {}
    }

    static OverrideColumns of(Kind kind) {
        return switch (kind) {
            case RESERVE -> RESERVE;
            case CAP -> CAP;
            case PIN -> PIN;
        };
    }

    static Header read(List<Cell> header) {
        var places = new EnumMap<OverrideColumns, Integer>(OverrideColumns.class);
        var unread = new ArrayList<String>();
        for (int i = 0; i < header.size(); i++) {
            var written = header.get(i).text();
            var column = of(written);
            if (column.isEmpty() && MAY_MEAN_AN_END.matcher(written).find()) {
                return new Header.Unusable(
                        "%s may mean until when; call the column \"end\", or leave it out".formatted(quoted(written)));
            } else if (column.isEmpty()) {
                unread.add(quoted(written));
            } else if (places.putIfAbsent(column.get(), i) != null) {
                return new Header.Unusable("two columns are \"%s\": delete one of them"
                        .formatted(column.get().names.getFirst()));
            }
        }
        return missing(places)
                .<Header>map(what -> new Header.Unusable("%s; there are: %s"
                        .formatted(
                                what,
                                header.stream().map(it -> quoted(it.text())).collect(joining(", ")))))
                .orElseGet(() -> new Header.Places(places, unread));
    }

    private static Optional<String> missing(Map<OverrideColumns, Integer> places) {
        if (!places.containsKey(AMAZON_SKU)) {
            return Optional.of("the first line must name a column \"Amazon SKU\"");
        }
        if (!places.containsKey(REASON)) {
            return Optional.of("the first line must name a column \"reason\"");
        }
        return KINDS.stream().anyMatch(places::containsKey)
                ? Optional.empty()
                : Optional.of("the first line must name a column \"pin\", \"cap\" or \"reserve more\"");
    }

    private static Optional<OverrideColumns> of(String written) {
        var name = written.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return Stream.of(values()).filter(it -> it.names.contains(name)).findFirst();
    }
}
