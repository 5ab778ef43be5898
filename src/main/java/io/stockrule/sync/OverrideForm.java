package io.stockrule.sync;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.stockrule.stock.ListingOverride;
import io.stockrule.stock.ListingOverride.Kind;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is set for a listing, as a program writes it for a trial. It is in force: a trial has no end.
///
/// @param kind `pin`, `cap` or `reserve`
/// @param alsoWhenStopped a pin lists its number although the profile stops
record OverrideForm(
        @NotNull @Pattern(regexp = "pin|cap|reserve", message = "is pin, cap or reserve")
        String kind,

        @NotNull @Min(0) @Max(ListingOverride.MOST_UNITS) Integer units,
        @Nullable Boolean alsoWhenStopped,
        @Nullable @Size(max = 400) String reason,
        @Nullable @Size(max = 400) String author) {
    static OverrideForm of(ListingOverride override) {
        return new OverrideForm(
                override.kind().name().toLowerCase(Locale.ROOT),
                override.units(),
                override.alsoWhenStopped(),
                override.reason(),
                override.author());
    }

    @AssertTrue(message = "a reserve has 1 to 1,000,000 units, and only a pin can act when the profile stops")
    @JsonIgnore
    public boolean isOfItsKind() {
        return switch (Objects.requireNonNullElse(kind, "")) {
            case "reserve" -> (units == null || units > 0) && !stopped();
            case "cap" -> !stopped();
            default -> true; // a pin, or told of already
        };
    }

    private boolean stopped() {
        return alsoWhenStopped != null && alsoWhenStopped;
    }

    ListingOverride override() {
        return new ListingOverride(
                Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                units,
                stopped(),
                Objects.requireNonNullElse(reason, "a trial"),
                Objects.requireNonNullElse(author, "nobody"),
                Optional.empty());
    }
}
