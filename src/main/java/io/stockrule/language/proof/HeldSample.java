package io.stockrule.language.proof;

import static java.util.stream.Collectors.toCollection;

import io.stockrule.language.Condition;
import io.stockrule.language.Condition.Amount;
import io.stockrule.language.Counting;
import io.stockrule.language.Profile;
import io.stockrule.stock.HeldPart;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// What a warehouse holds beside what counts of it, while that rises or falls. These amounts know
/// nothing of each other, so that a profile that tests them is tried with some of them.
///
/// @param committed what is on hand and not available
public record HeldSample(long committed, long incoming) {
    public static final HeldSample NONE = new HeldSample(0, 0);

    private static final int MOST_OF_EACH = 10;

    /// Those with which tests of a profile come out one way and the other; nothing else lies there comes first.
    static List<HeldSample> of(Profile profile) {
        var committed = numbers(profile, EnumSet.of(HeldPart.COMMITTED, HeldPart.ON_HAND));
        var incoming = numbers(profile, EnumSet.of(HeldPart.INCOMING));
        return Stream.of(
                        committed.stream().map(units -> new HeldSample(units, 0)),
                        incoming.stream().map(units -> new HeldSample(0, units)),
                        IntStream.range(0, Math.min(committed.size(), incoming.size()))
                                .mapToObj(each -> new HeldSample(committed.get(each), incoming.get(each))))
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    /// Those with which profiles can be told apart; one alone where nothing but what counts makes a difference.
    public static List<HeldSample> telling(List<Profile> profiles) {
        var countings = KnownWarehouses.countings(profiles);
        var own = profiles.stream().flatMap(profile -> of(profile).stream());
        var others =
                countings.size() == 1 ? Stream.<HeldSample>of() : Stream.of(new HeldSample(1, 0), new HeldSample(0, 1));
        return Stream.concat(own, others).distinct().toList();
    }

    private static List<Long> numbers(Profile profile, Set<HeldPart> parts) {
        var numbers = tests(profile)
                .filter(test -> part(test.amount()).filter(parts::contains).isPresent())
                .flatMapToLong(test -> test.comparison().breakPoints())
                .flatMap(number -> LongStream.of(number, number - 1, number + 1))
                .filter(number -> number > 0)
                .boxed()
                .collect(toCollection(TreeSet::new));
        return Stream.concat(Stream.of(0L), numbers.stream())
                .limit(MOST_OF_EACH)
                .toList();
    }

    /// Whether a profile tests what is held and is not what counts: then not everything that can lie there is tried.
    static boolean isOf(Profile profile) {
        return tests(profile).findAny().isPresent();
    }

    private static Stream<Condition.AmountTest> tests(Profile profile) {
        return profile.exceptions().stream()
                .flatMap(exception -> TraitTests.leaves(exception.condition()))
                .flatMap(leaf -> leaf instanceof Condition.AmountTest test ? Stream.of(test) : Stream.empty())
                .filter(test -> part(test.amount())
                        .filter(part -> profile.counting() != Counting.ON_HAND || part != HeldPart.ON_HAND)
                        .isPresent());
    }

    private static Optional<HeldPart> part(Amount amount) {
        return switch (amount) {
            case Amount.Held(var part) -> Optional.of(part);
            case Amount.HeldAt(var part, var _) -> Optional.of(part);
            case Amount.Available _, Amount.AvailableAt _, Amount.Sellable _, Amount.Listed _ -> Optional.empty();
        };
    }

    /// What lies at a warehouse beside what counts there; what is not known of that does not.
    public static HeldSample at(String warehouse, VariantFacts variant) {
        return new HeldSample(sum(warehouse, variant, HeldPart.COMMITTED), sum(warehouse, variant, HeldPart.INCOMING));
    }

    private static long sum(String warehouse, VariantFacts variant, HeldPart part) {
        return variant.stock().stream()
                .filter(level -> level.active() && level.warehouse().equals(warehouse))
                .mapToLong(level -> part.of(level).orElse(0))
                .sum();
    }

    /// @param counted units that count
    WarehouseStock beside(long counted, String warehouse, Counting counting) {
        long lying = counting.isIncoming() ? counted - incoming : counted;
        long onHand = counting.isOnHand() ? lying : lying + committed;
        return new WarehouseStock(
                warehouse,
                OptionalLong.of(onHand - committed),
                true,
                OptionalLong.of(onHand),
                OptionalLong.of(committed),
                OptionalLong.of(incoming));
    }

    long size() {
        return committed + incoming;
    }
}
