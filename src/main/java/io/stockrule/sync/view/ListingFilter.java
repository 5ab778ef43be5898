package io.stockrule.sync.view;

import io.stockrule.listing.ListingStatus;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which listings; what is null or empty does not restrict them.
///
/// @param sku exactly that of the shop or of Amazon
/// @param text part of the title or of one of the SKUs, whatever the case
/// @param statuses any of these
public record ListingFilter(
        @Nullable Long sellingList,
        @Nullable String sku,
        @Nullable String text,
        List<ListingStatus> statuses) {

    /// A text without any of these has no trigram, so an index of trigrams does not help to find it.
    private static final Pattern TRIGRAM =
            Pattern.compile("[\\p{L}\\p{N}]{3}|[\\p{L}\\p{N}]{2}[^\\p{L}\\p{N}]|[^\\p{L}\\p{N}][\\p{L}\\p{N}]");

    /// The text as a pattern for `like`, every character standing for itself.
    public Optional<String> pattern() {
        return searched().map(text -> "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%");
    }

    boolean hasTrigram() {
        return searched().filter(text -> TRIGRAM.matcher(text).find()).isPresent();
    }

    private Optional<String> searched() {
        return Optional.ofNullable(text).map(String::strip).filter(searched -> !searched.isEmpty());
    }

    /// In the names of the table, each once.
    List<String> statusNames() {
        return statuses.stream().map(ListingStatus::name).distinct().toList();
    }
}
