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

    /// What each of these says of some listings.
    private static final List<String> LIMITED = List.of(
            "quantity not more than 3 where product type is \"Candle\"",
            "quantity product value where product type is one of \"Vase\", \"Bowl\"",
            "keep 5 in reserve where tag is \"fragile\"",
            "offer 50% where vendor is \"Lumen\"",
            "quantity custom 2 where product type starts with \"C\"",
            "handling time 5 days where tag is \"carton\"",
            "use warehouse \"Wien\" where marketplace is \"AT\"",
            """
                    quantity not more than 3 where product type is "Candle" and tag is not "carton"
                    list nothing below 2 where date is between 2026-12-24 and 2026-12-26""");

    private static final List<Profile> WITH_LIMITED = IntStream.range(0, TEXTS.size())
            .mapToObj(i -> profile(TEXTS.get(i) + "\n" + LIMITED.get(i)))
            .toList();

    private static final List<String> PRODUCT_TYPES = List.of("Candle", "Vase", "Bowl", "Cup");
    private static final List<List<String>> TAGS =
            List.of(List.of(), List.of("fragile"), List.of("new", "carton"), List.of("sale", "Fragile", "new"));

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

    /// Batches of all profiles in turn, with statements for some of the listings.
    List<List<Question>> limited(int batches, int size) {
        return IntStream.range(0, batches)
                .mapToObj(_ -> IntStream.range(0, size)
                        .mapToObj(i -> new Question(WITH_LIMITED.get(i % WITH_LIMITED.size()), ofSomeKind(facts())))
                        .toList())
                .toList();
    }

    private ListingFacts ofSomeKind(ListingFacts facts) {
        return facts.with(new VariantFacts(
                facts.variant().sku(),
                facts.variant().title(),
                random.nextBoolean() ? "Lumen" : "Aroma House",
                PRODUCT_TYPES.get(random.nextInt(PRODUCT_TYPES.size())),
                TAGS.get(random.nextInt(TAGS.size())),
                "",
                List.of(),
                true,
                false,
                facts.variant().stock()));
    }

    List<Question> own(OwnProfile differ, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> new Question(profile(own(differ).formatted(i)), facts()))
                .toList();
    }

    private String own(OwnProfile differ) {
        return switch (differ) {
            case TEXTS -> TEXTS.get(random.nextInt(TEXTS.size()));
            case NUMBERS -> """
                    keep %1$d in reserve
                    offer 90%%
                    quantity not more than 1%1$d
                    list nothing below 1""";
            case EXCEPTIONS -> """
                    quantity not more than 20
                    when sellable is above %1$d then list 1%1$d
                    when available is below 3 then list 0""";
        };
    }

    /// The workload on which rule engines were compared: listings in three warehouses under eight profiles, of
    /// which half have an exception.
    static List<Question> compared(int size) {
        var profiles = IntStream.range(0, 8)
                .mapToObj(i -> profile("keep %d in reserve\nquantity not more than %d%s"
                        .formatted(i % 4, 10 + i, i % 2 == 0 ? "" : "\nwhen available is below 3 then list 0")))
                .toList();
        var random = new Random(11);
        return IntStream.range(0, size)
                .mapToObj(i -> new Question(
                        profiles.get(i % profiles.size()),
                        facts(
                                WAREHOUSES.stream()
                                        .limit(3)
                                        .map(name -> new WarehouseStock(name, OptionalLong.of(random.nextInt(8)), true))
                                        .toList(),
                                1,
                                LocalDate.of(2026, 12, 20))))
                .toList();
    }

    ListingFacts facts() {
        var stock = WAREHOUSES.stream()
                .map(name -> new WarehouseStock(name, units(), true))
                .toList();
        int packSize = random.nextInt(8) == 0 ? 6 : 1;
        return facts(stock, packSize, LocalDate.of(2026, 12, 20 + random.nextInt(8)));
    }

    private static ListingFacts facts(List<WarehouseStock> stock, int packSize, LocalDate date) {
        var variant = new VariantFacts("SKU-1", "Candle", "", "", List.of(), "", List.of(), true, false, stock);
        return new ListingFacts(
                variant, "DE", packSize, OptionalInt.empty(), Optional.of(date), Optional.of(LocalTime.NOON));
    }

    private OptionalLong units() {
        return random.nextInt(20) == 0 ? OptionalLong.empty() : OptionalLong.of(random.nextInt(64) - 3);
    }
}
