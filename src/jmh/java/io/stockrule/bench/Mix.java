package io.stockrule.bench;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.check.Checker;
import io.stockrule.rules.Question;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;

/// Eight shapes of profiles as merchants write them, and listings with stock in four warehouses.
final class Mix {
    private static final List<String> TEXTS = List.of(
            "quantity product value",
            "quantity not more than 3",
            "use warehouses \"Berlin\", \"Hamburg\"\nkeep 2 in reserve\nquantity not more than 10",
            "use all warehouses except \"Outlet\"\nwhen available is below 3 then stop",
            "quantity single stock\nwhen stock is unknown then list 1",
            "quantity custom quantity 10\nwhen available is below 1 then stop",
            """
                    use warehouses "Berlin", "Hamburg", "Wien"
                    when available at "Hamburg" is below 5 then list at most 2
                    when date is between 2026-12-24 and 2026-12-26 then hold""",
            """
                    keep 4 in reserve
                    quantity not more than 20
                    when sellable is above 50 then add 5
                    when available is between 10 and 12 then subtract 1
                    when listed is 1 then list 0""");

    static final List<Profile> PROFILES = TEXTS.stream().map(Mix::profile).toList();

    private static final List<String> WAREHOUSES = List.of("Berlin", "Hamburg", "Wien", "Outlet");

    private final Random random = new Random(7);

    static Profile profile(String statements) {
        var text = "profile \"Bench\"\n" + statements;
        return switch (Checker.check(text, KnownNames.ANY)) {
            case Checked.Accepted accepted -> accepted.profile();
            case Checked.Rejected rejected -> throw new IllegalStateException(text + "\n" + rejected);
        };
    }

    /// Batches of one profile each, one after the other.
    List<List<Question>> alone(int batches, int size) {
        return IntStream.range(0, batches)
                .mapToObj(batch -> IntStream.range(0, size)
                        .mapToObj(_ -> new Question(PROFILES.get(batch % PROFILES.size()), facts()))
                        .toList())
                .toList();
    }

    /// Batches of all profiles in turn.
    List<List<Question>> mixed(int batches, int size) {
        return IntStream.range(0, batches)
                .mapToObj(_ -> IntStream.range(0, size)
                        .mapToObj(i -> new Question(PROFILES.get(i % PROFILES.size()), facts()))
                        .toList())
                .toList();
    }

    /// A batch in which no two listings have the same profile.
    List<Question> own(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> new Question(profile(TEXTS.get(i % TEXTS.size())), facts()))
                .toList();
    }

    ListingFacts facts() {
        var stock = WAREHOUSES.stream()
                .map(name -> new WarehouseStock(name, units(), true))
                .toList();
        var variant = new VariantFacts("SKU-1", "Candle", "", "", List.of(), "", List.of(), true, false, stock);
        return new ListingFacts(
                variant,
                "DE",
                random.nextInt(8) == 0 ? 6 : 1,
                OptionalInt.empty(),
                Optional.of(LocalDate.of(2026, 12, 20 + random.nextInt(8))),
                Optional.of(LocalTime.NOON));
    }

    private OptionalLong units() {
        return random.nextInt(20) == 0 ? OptionalLong.empty() : OptionalLong.of(random.nextInt(64) - 3);
    }
}
