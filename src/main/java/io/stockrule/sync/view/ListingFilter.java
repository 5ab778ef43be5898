package io.stockrule.sync.view;

import static java.util.Objects.requireNonNullElse;

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

    /// One in quotation marks, whether they are closed yet or not, or up to the next space.
    private static final Pattern WORD = Pattern.compile("\"([^\"]+)\"?|([^\\s\"]+)");

    /// Each costs a look at the text; what follows so many does not make it any clearer.
    private static final int MOST_WORDS = 8;

    /// The words as patterns for `like`, every character standing for itself.
    public List<String> patterns() {
        return words().stream()
                .map(word -> "%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .toList();
    }

    boolean hasTrigram() {
        return words().stream().anyMatch(word -> TRIGRAM.matcher(word).find());
    }

    private List<String> words() {
        return text == null
                ? List.of()
                : WORD.matcher(text)
                        .results()
                        .map(word ->
                                requireNonNullElse(word.group(1), word.group(2)).strip())
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .limit(MOST_WORDS)
                        .toList();
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
