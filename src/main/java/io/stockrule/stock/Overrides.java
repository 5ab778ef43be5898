package io.stockrule.stock;

import com.fasterxml.jackson.annotation.JsonValue;
import io.stockrule.stock.ListingOverride.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The overrides of one listing that are in force: at most one of each kind, in the order in which they act.
public final class Overrides {
    public static final Overrides NONE = new Overrides(List.of());

    private static final int PIN_ALSO_WHEN_STOPPED = 1 << Kind.values().length;

    private final List<ListingOverride> all;
    private final int signature;

    private Overrides(List<ListingOverride> all) {
        this.all = all;
        this.signature = all.stream().mapToInt(Overrides::signature).reduce(0, (one, other) -> one | other);
    }

    public static Overrides of(Collection<ListingOverride> some) {
        if (some.isEmpty()) {
            return NONE;
        }
        var all = some.stream()
                .sorted(Comparator.comparing(ListingOverride::kind))
                .toList();
        if (all.stream().map(ListingOverride::kind).distinct().count() < all.size()) {
            throw new IllegalArgumentException("a listing has at most one override of each kind, were " + some);
        }
        return new Overrides(all);
    }

    private static int signature(ListingOverride override) {
        return 1 << override.kind().ordinal() | (override.alsoWhenStopped() ? PIN_ALSO_WHEN_STOPPED : 0);
    }

    @JsonValue
    public List<ListingOverride> all() {
        return all;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public Optional<ListingOverride> of(Kind kind) {
        for (var override : all) {
            if (override.kind() == kind) {
                return Optional.of(override);
            }
        }
        return Optional.empty();
    }

    /// When the first of them comes to its end; empty if none does.
    public Optional<Instant> nextEnd() {
        if (all.isEmpty()) {
            return Optional.empty(); // most listings have none
        }
        return all.stream().flatMap(it -> it.end().stream()).min(Comparator.naturalOrder());
    }

    /// What there is of them, without the numbers: 0 for none, the same number for those that rules treat alike.
    public int signature() {
        return signature;
    }

    /// What the signature says.
    public static boolean has(int signature, Kind kind) {
        return (signature & 1 << kind.ordinal()) != 0;
    }

    public static boolean pinsAlsoWhenStopped(int signature) {
        return (signature & PIN_ALSO_WHEN_STOPPED) != 0;
    }

    /// What of them a number depends on, as `RESERVE 2, PIN 5`; empty for none.
    public String numbers() {
        return all.isEmpty() // most listings have none
                ? ""
                : all.stream().map(Overrides::number).collect(Collectors.joining(", "));
    }

    private static String number(ListingOverride override) {
        return "%s %d%s".formatted(override.kind(), override.units(), override.alsoWhenStopped() ? " ALWAYS" : "");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Overrides overrides && all.equals(overrides.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
