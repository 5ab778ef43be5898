package io.stockrule.language;

/// How much of the sellable stock a profile lists.
public sealed interface QuantityMode {
    /// False when the number is the same whatever the stock.
    default boolean followsStock() {
        return switch (this) {
            case ProductValue _, NotMoreThan _ -> true;
            case SingleStock _, CustomQuantity _ -> false;
        };
    }

    /// `product value` lists all of it. Also what a profile without a `quantity` statement does.
    record ProductValue() implements QuantityMode {}

    /// `single stock` lists 1, whatever the stock.
    record SingleStock() implements QuantityMode {}

    /// `custom quantity 10` lists this number, whatever the stock.
    record CustomQuantity(int quantity) implements QuantityMode {}

    /// `not more than 4` lists the sellable stock up to a cap.
    record NotMoreThan(int cap) implements QuantityMode {}
}
