package io.stockrule.listing.override;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.stock.ListingOverride.Kind;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// An override as the API shows it.
///
/// @param id of this setting; whatever else is set gets another
/// @param kind `pin`, `cap` or `reserve`
/// @param units what is pinned or capped, in packs as the listing sells them; of a reserve, units of
///     stock
/// @param alsoWhenStopped a pin lists its number although the profile stops
/// @param author who set it
/// @param end from then on it is none any more; absent for one that somebody has to remove
/// @param over how it was taken back; absent for what counts
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record OverrideView(
        long id,
        long listing,
        String kind,
        int units,
        boolean alsoWhenStopped,
        String reason,
        String author,
        Instant setAt,
        Optional<Instant> end,
        Optional<Over> over) {
    /// @param how `replaced`, `removed` or `ended`
    /// @param by who; absent for what has ended
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Over(String how, Instant at, Optional<String> by) {}

    public static OverrideView of(KeptOverride kept) {
        var override = kept.override();
        return new OverrideView(
                kept.id(),
                kept.listingId(),
                name(override.kind()),
                override.units(),
                override.alsoWhenStopped(),
                override.reason(),
                override.author(),
                kept.setAt(),
                override.end(),
                kept.over().map(over -> new Over(over.how().name().toLowerCase(Locale.ROOT), over.at(), over.by())));
    }

    /// The same, and that its end has come although nothing took its place.
    static OverrideView of(KeptOverride kept, Instant now) {
        var view = of(kept);
        return kept.over().isPresent() || kept.override().isInForce(now)
                ? view
                : view.over(new Over("ended", kept.override().end().orElseThrow(), Optional.empty()));
    }

    private OverrideView over(Over how) {
        return new OverrideView(
                id, listing, kind, units, alsoWhenStopped, reason, author, setAt, end, Optional.of(how));
    }

    static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> kind(String name) {
        for (var kind : Kind.values()) {
            if (name(kind).equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
