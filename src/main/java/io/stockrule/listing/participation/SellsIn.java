package io.stockrule.listing.participation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Where an account sells, as Amazon told.
///
/// @param marketplaces country codes in order; none if the seller sells nowhere in the account's region
/// @param suspended those of them where Amazon has suspended the seller's listings
public record SellsIn(List<String> marketplaces, List<String> suspended, Instant toldAt) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    public SellsIn {
        marketplaces = marketplaces.stream().sorted().toList();
        suspended = suspended.stream().sorted().toList();
    }

    public boolean includes(String marketplace) {
        return marketplaces.contains(marketplace);
    }

    /// Those where the seller does not sell, in their order.
    public List<String> without(Collection<String> wanted) {
        return wanted.stream().filter(code -> !includes(code)).toList();
    }

    /// Why nothing is begun for a marketplace where the seller does not sell, and what to do.
    public String refusal(String marketplace) {
        return ("the seller does not sell in %s: it sells in %s, as Amazon said on %s. Open the marketplace in Seller"
                        + " Central; if it is open by now, check the account's connection, which asks Amazon again")
                .formatted(marketplace, codes(marketplaces), TIME.format(toldAt));
    }

    /// What somebody should do about it.
    ///
    /// @param ofLists the marketplaces that the account's Selling Lists are for
    Optional<String> warning(Collection<String> ofLists) {
        var elsewhere = without(ofLists);
        var stopped = suspended.stream().filter(ofLists::contains).toList();
        var sentences = Stream.of(
                        Optional.of("The seller does not sell in %s, for which there are Selling Lists: Amazon takes no"
                                                .formatted(codes(elsewhere))
                                        + " number there. Open the marketplace in Seller Central, or delete the lists.")
                                .filter(_ -> !elsewhere.isEmpty()),
                        Optional.of("Amazon has suspended the seller's listings in %s: see Account Health in Seller"
                                                .formatted(codes(stopped))
                                        + " Central.")
                                .filter(_ -> !stopped.isEmpty()))
                .flatMap(Optional::stream)
                .toList();
        return Optional.of(String.join(" ", sentences)).filter(it -> !it.isEmpty());
    }

    private static String codes(List<String> marketplaces) {
        return marketplaces.isEmpty() ? "no marketplace of the account's region" : String.join(", ", marketplaces);
    }
}
