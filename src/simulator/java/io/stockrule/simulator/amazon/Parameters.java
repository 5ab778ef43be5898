package io.stockrule.simulator.amazon;

import io.stockrule.simulator.Call;
import java.util.List;
import java.util.function.Supplier;

/// Checks of the parameters that the operations on listings share.
final class Parameters {
    private Parameters() {}

    static void require(boolean holds, Supplier<AmazonRefusal> otherwise) {
        if (!holds) {
            throw otherwise.get();
        }
    }

    /// The model allowed one at most until April 2026, and no announcement says that several work.
    static String marketplace(Call call, SellerAccount account) {
        var given = call.list("marketplaceIds");
        require(
                given.size() == 1,
                () -> AmazonRefusal.invalidInput("Expected exactly one value for 'marketplaceIds'."));
        require(
                account.sellsIn(given.getFirst()),
                () -> AmazonRefusal.invalidInput("Invalid 'marketplaceIds' provided."));
        return given.getFirst();
    }

    static List<String> included(Call call) {
        var given = call.list("includedData");
        require(ItemView.SETS.containsAll(given), () -> AmazonRefusal.invalidInput("Invalid 'includedData' provided."));
        return given.isEmpty() ? List.of("summaries") : given;
    }
}
