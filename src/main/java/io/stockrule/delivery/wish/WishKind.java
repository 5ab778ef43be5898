package io.stockrule.delivery.wish;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// How a [Wish] is written in the database.
public final class WishKind {
    private WishKind() {}

    public static String of(Wish wish) {
        return switch (wish) {
            case Wish.Number _ -> "number";
            case Wish.Hold _ -> "hold";
            case Wish.Conflict _ -> "conflict";
            case Wish.Nothing _ -> "nothing";
        };
    }

    public static Optional<String> reason(Wish wish) {
        return switch (wish) {
            case Wish.Hold hold -> Optional.of(hold.reason());
            case Wish.Conflict conflict -> Optional.of(conflict.reason());
            case Wish.Number _, Wish.Nothing _ -> Optional.empty();
        };
    }

    /// Why nothing is for sale.
    public static Optional<String> stopped(Wish wish) {
        return switch (wish) {
            case Wish.Number number -> number.stopped();
            case Wish.Hold hold -> hold.gone() ? Optional.of(hold.reason()) : Optional.empty();
            case Wish.Conflict _, Wish.Nothing _ -> Optional.empty();
        };
    }

    public static Wish read(
            String kind,
            OptionalInt quantity,
            OptionalInt handlingDays,
            @Nullable String reason,
            Optional<String> stopped) {
        return switch (kind) {
            case "number" -> new Wish.Number(quantity.orElseThrow(), handlingDays, stopped);
            case "hold" -> new Wish.Hold(String.valueOf(reason), stopped.isPresent());
            case "conflict" -> new Wish.Conflict(String.valueOf(reason));
            case "nothing" -> new Wish.Nothing();
            default -> throw new IllegalStateException("unknown wish " + kind);
        };
    }
}
