package io.stockrule.sync.view;

import io.stockrule.database.SearchWords;
import io.stockrule.listing.state.ListingStanding;
import io.stockrule.listing.state.ListingStatus;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which listings; what is null or empty does not restrict them.
///
/// @param sku exactly that of the shop or of Amazon
/// @param text words, each a part of the title or of one of the SKUs, whatever the case; what stands in quotation
///   marks is one word
/// @param statuses any of these
/// @param standings any of these
public record ListingFilter(
        @Nullable Long sellingList,
        @Nullable String sku,
        @Nullable String text,
        List<ListingStatus> statuses,
        List<ListingStanding> standings) {

    /// A text without any of these has no trigram, so an index of trigrams does not help to find it.
    private static final Pattern TRIGRAM =
            Pattern.compile("[\\p{L}\\p{N}]{3}|[\\p{L}\\p{N}]{2}[^\\p{L}\\p{N}]|[^\\p{L}\\p{N}][\\p{L}\\p{N}]");

    /// The words as patterns for `like`.
    public List<String> patterns() {
        return SearchWords.of(text).patterns();
    }

    boolean hasTrigram() {
        return SearchWords.of(text).words().stream()
                .anyMatch(word -> TRIGRAM.matcher(word).find());
    }

    /// In the names of the table, each once.
    public List<String> statusNames() {
        return statuses.stream().map(ListingStatus::name).distinct().toList();
    }

    /// In the names of the table, each once.
    public List<String> standingNames() {
        return standings.stream().map(ListingStanding::name).distinct().toList();
    }

    /// Whether it matters where a listing stands.
    boolean hasState() {
        return !statuses.isEmpty() || !standings.isEmpty();
    }
}
