package io.stockrule.delivery.target;

import java.util.List;
import java.util.stream.Stream;

/// Numbers that left before the last one and had not been seen on Amazon when it left: any of them may show now.
///
/// @param any whether there were some
/// @param quantities of the latest of them; empty, too, where the version before has written it
public record Unseen(boolean any, List<Integer> quantities) {
    static final Unseen NONE = new Unseen(false, List.of());

    /// Enough for a number every few minutes while a feed hangs.
    private static final int MOST = 16;

    /// One more.
    Unseen and(int quantity) {
        var all = Stream.concat(quantities.stream(), Stream.of(quantity))
                .distinct()
                .toList();
        return new Unseen(true, all.subList(Math.max(0, all.size() - MOST), all.size()));
    }
}
