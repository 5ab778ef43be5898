package io.stockrule.listing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How many units one pack holds that a listing sells.
public final class PackSize {
    private static final int MAXIMUM = 1_000_000;

    private PackSize() {}

    /// @param packSize null: 1, or what it was
    public static Optional<String> mistake(@Nullable Integer packSize) {
        return packSize == null || (packSize >= 1 && packSize <= MAXIMUM)
                ? Optional.empty()
                : Optional.of("packSize must be 1 to 1,000,000");
    }
}
