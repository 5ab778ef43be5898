package io.stockrule.rules;

import io.stockrule.language.Action;
import io.stockrule.language.Branch;
import io.stockrule.language.Comparison;
import io.stockrule.language.Condition;
import io.stockrule.language.Counting;
import io.stockrule.language.DateTest;
import io.stockrule.language.LimitedStatement;
import io.stockrule.language.LimitedStatements;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.Provision;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Reserve;
import io.stockrule.language.Selection;
import io.stockrule.language.Span;
import io.stockrule.language.TextTest;
import io.stockrule.language.TimeTest;
import io.stockrule.language.UnknownStock;
import io.stockrule.language.Word;
import io.stockrule.stock.HeldPart;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.ListingOverride;
import io.stockrule.stock.Overrides;
import io.stockrule.stock.PartStock;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Any profile with any facts, the same for the same seed: few warehouses, dates, texts and numbers, so that tests and
/// facts often meet, and the numbers at which arithmetic goes wrong.
public final class GeneratedQuestions {
    private static final LocalDate CHRISTMAS_EVE = LocalDate.of(2026, 12, 24);

    /// Of years, and of leap years.
    private static final List<LocalDate> SEAMS =
            List.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 3, 1), LocalDate.of(2028, 2, 29));

    private static final Span ANYWHERE = new Span(1, 1, 1);
    private static final List<String> WAREHOUSES = List.of("Berlin", "Hamburg", "Wien", "Outlet");

    /// Letters that have several forms are among them.
    private static final List<String> STATES = List.of("active", "DRAFT", "Archived", "unlisted", "", "sold out");
    private static final List<String> METAFIELDS = List.of("custom.season", "my-app.Grade_2");
    private static final List<Word> WORDS = Stream.concat(
                    Word.named().stream(), METAFIELDS.stream().map(Word.Metafield::new))
            .toList();

    private static final List<String> TEXTS = List.of(
            "", "fragile", "FRAGILE", "Fra", "gile", "Straße", "STRASSE", "İ", "i", "\u017F", "s", "\u00E9", "e\u0301");

    private static final List<Long> EXTREMES = List.of(
            Long.MIN_VALUE,
            Long.MIN_VALUE + 1,
            Long.MAX_VALUE,
            1L << 62,
            -(1L << 62),
            999_998L,
            999_999L,
            1_000_000L,
            1_000_001L);

    private final Random random;

    /// Their own, so that all else stays what it was before there were any.
    private final Random ofOverrides;
    private final Random ofBranches;

    public GeneratedQuestions(long seed) {
        this.random = new Random(seed);
        this.ofOverrides = new Random(seed + 1);
        this.ofBranches = new Random(seed + 2);
    }

    /// Some profiles, each asked about some listings.
    List<Question> batch(int profiles, int listingsOfEach) {
        var questions = new ArrayList<Question>(profiles * listingsOfEach);
        for (int i = 0; i < profiles; i++) {
            var profile = profile();
            for (int j = 0; j < listingsOfEach; j++) {
                questions.add(new Question(profile, factsWithOverrides()));
            }
        }
        return questions;
    }

    /// As many listings, each with a profile of its own: these differ in nothing but numbers.
    List<Question> alike(int listings) {
        var others = new OtherNumbers(this::number, this::percent);
        var profile = profile();
        return IntStream.range(0, listings)
                .mapToObj(_ -> new Question(others.of(profile), factsWithOverrides()))
                .toList();
    }

    public Profile profile() {
        return new Profile(
                "generated",
                selection(),
                chance(25) ? of(List.of(Counting.values())) : Counting.AVAILABLE,
                reserves(),
                chance(30) ? OptionalInt.of(percent()) : OptionalInt.empty(),
                mode(),
                chance(30) ? number() : 0,
                chance(25) ? 2 + Math.min(998, number()) : 1,
                chance(20) ? OptionalInt.of(random.nextInt(31)) : OptionalInt.empty(),
                chance(50) ? Optional.of(unknown()) : Optional.empty(),
                branching(several(0, 4, this::exception)),
                List.of(),
                List.of(),
                List.of(),
                LimitedStatements.of(chance(30) ? several(1, 3, () -> limited(provision())) : List.of()));
    }

    LimitedStatement limited(Provision provision) {
        var where = where(2);
        return new LimitedStatement(provision, where, "where " + where, ANYWHERE);
    }

    private Provision provision() {
        return switch (random.nextInt(9)) {
            case 0 -> new Provision.Selects(selection());
            case 7 -> new Provision.Counts(of(List.of(Counting.values())));
            case 1 ->
                new Provision.Keeps(new Reserve(kept(), chance(50) ? Optional.empty() : Optional.of(of(WAREHOUSES))));
            case 2 -> new Provision.Offers(percent());
            case 3 -> new Provision.Lists(mode());
            case 4 -> new Provision.ListsNothingBelow(number());
            case 5 -> new Provision.Handles(random.nextInt(31));
            case 6 -> new Provision.ListsInSteps(2 + random.nextInt(20));
            default -> new Provision.KnowsNoStock(unknown());
        };
    }

    private Condition where(int depth) {
        if (depth == 0 || chance(70)) {
            return testOfListing(4 + random.nextInt(6));
        }
        return switch (random.nextInt(3)) {
            case 0 -> new Condition.Not(where(depth - 1));
            case 1 -> new Condition.AllOf(several(2, 3, () -> where(depth - 1)));
            default -> new Condition.AnyOf(several(2, 3, () -> where(depth - 1)));
        };
    }

    private Selection selection() {
        return switch (random.nextInt(4)) {
            case 0 -> new Selection.All();
            case 1 -> new Selection.AllExcept(warehouses());
            case 2 -> new Selection.Named(warehouses());
            default -> new Selection.FirstOf(warehouses(), number());
        };
    }

    private List<String> warehouses() {
        var names = new ArrayList<>(WAREHOUSES);
        Collections.shuffle(names, random);
        return names.subList(0, 1 + random.nextInt(3));
    }

    private List<Reserve> reserves() {
        var reserves = new ArrayList<Reserve>();
        if (chance(30)) {
            warehouses().forEach(warehouse -> reserves.add(new Reserve(kept(), Optional.of(warehouse))));
        }
        if (chance(50)) {
            reserves.add(chance(50) ? 0 : reserves.size(), new Reserve(kept(), Optional.empty()));
        }
        return reserves;
    }

    private Reserve.Kept kept() {
        return chance(50) ? new Reserve.Kept.Units(number()) : new Reserve.Kept.Percent(percent());
    }

    private int percent() {
        return chance(40) ? of(List.of(0, 1, 50, 99, 100)) : random.nextInt(101);
    }

    private QuantityMode mode() {
        return switch (random.nextInt(5)) {
            case 0 -> new QuantityMode.SingleStock();
            case 1 -> new QuantityMode.CustomQuantity(number());
            case 2, 3 -> new QuantityMode.NotMoreThan(number());
            default -> new QuantityMode.ProductValue();
        };
    }

    private UnknownStock unknown() {
        return switch (random.nextInt(3)) {
            case 0 -> new UnknownStock.Hold();
            case 1 -> new UnknownStock.Stop();
            default -> new UnknownStock.ListNumber(number());
        };
    }

    /// Some with a handling time, and the last one perhaps with an `otherwise`.
    private List<ProfileException> branching(List<ProfileException> exceptions) {
        var branching = new ArrayList<ProfileException>();
        exceptions.forEach(it -> branching.add(it.with(branch(it.action()))));
        if (!branching.isEmpty() && ofBranches.nextInt(6) == 0) {
            var last = branching.removeLast();
            var otherwise = branch(ofBranches.nextBoolean() ? new Action.Leave() : action(ofBranches));
            branching.addAll(ProfileException.of(
                    last.condition(),
                    last.branch(),
                    Optional.of(otherwise),
                    List.of(last.text(), last.text() + " otherwise"),
                    ANYWHERE));
        }
        return branching;
    }

    /// One that leaves the number says a handling time, and one that holds says none.
    private Branch branch(Action action) {
        int days = ofBranches.nextInt(31);
        return switch (action) {
            case Action.Hold _ -> Branch.of(action);
            case Action.Leave _ -> new Branch(action, OptionalInt.of(days));
            default ->
                switch (ofBranches.nextInt(8)) {
                    case 0 -> new Branch(action, OptionalInt.of(days));
                    case 1 -> new Branch(new Action.Leave(), OptionalInt.of(days));
                    default -> Branch.of(action);
                };
        };
    }

    private ProfileException exception() {
        var condition = condition(3);
        return new ProfileException(condition, action(random), "when " + condition, ANYWHERE);
    }

    private Condition condition(int depth) {
        if (depth == 0 || chance(55)) {
            return test();
        }
        return switch (random.nextInt(3)) {
            case 0 -> new Condition.Not(condition(depth - 1));
            case 1 -> new Condition.AllOf(several(2, 3, () -> condition(depth - 1)));
            default -> new Condition.AnyOf(several(2, 3, () -> condition(depth - 1)));
        };
    }

    private Condition test() {
        int kind = random.nextInt(10);
        return kind < 4 ? new Condition.AmountTest(amount(), comparison()) : testOfListing(kind);
    }

    private Condition testOfListing(int kind) {
        return switch (kind) {
            case 4, 5 -> new Condition.OnText(textTest());
            case 6 -> new Condition.OnDate(dateTest());
            case 7 -> new Condition.AtTime(new TimeTest(time(), time()));
            case 8 -> new Condition.OnDay(EnumSet.copyOf(several(1, 4, () -> of(List.of(DayOfWeek.values())))));
            default -> new Condition.KeepsSelling();
        };
    }

    private Condition.Amount amount() {
        return switch (random.nextInt(6)) {
            case 4 -> new Condition.Amount.Held(of(List.of(HeldPart.values())));
            case 5 -> new Condition.Amount.HeldAt(of(List.of(HeldPart.values())), of(WAREHOUSES));
            case 0 -> new Condition.Amount.Available();
            case 1 -> new Condition.Amount.Sellable();
            case 2 -> new Condition.Amount.Listed();
            default -> new Condition.Amount.AvailableAt(of(WAREHOUSES));
        };
    }

    private Comparison comparison() {
        return switch (random.nextInt(7)) {
            case 0 -> new Comparison.Is(number());
            case 1 -> new Comparison.IsNot(number());
            case 2 -> new Comparison.Below(number());
            case 3 -> new Comparison.Above(number());
            case 4 -> new Comparison.AtLeast(number());
            case 5 -> new Comparison.AtMost(-number());
            default -> new Comparison.Between(number() - 5, number());
        };
    }

    /// Only what a text can say: one wanted text where there is no `one of`, and composed letters.
    private TextTest textTest() {
        var match = of(List.of(TextTest.Match.values()));
        int most = match == TextTest.Match.IS ? 2 : 1;
        var word = of(WORDS);
        var some = word == Word.Named.PRODUCT_STATUS ? STATES : TEXTS;
        var texts = match == TextTest.Match.IS_EMPTY
                ? List.<String>of()
                : several(1, most, () -> Normalizer.normalize(of(some), Normalizer.Form.NFC));
        return new TextTest(word, match, texts);
    }

    private DateTest dateTest() {
        return switch (random.nextInt(8)) {
            case 0 -> new DateTest.Is(date());
            case 1 -> new DateTest.Before(date());
            case 2 -> new DateTest.After(date());
            case 3 -> new DateTest.Between(date(), date());
            case 4 -> new DateTest.IsYearly(dayOfYear());
            case 5 -> new DateTest.BeforeYearly(dayOfYear());
            case 6 -> new DateTest.AfterYearly(dayOfYear());
            default -> new DateTest.BetweenYearly(dayOfYear(), dayOfYear());
        };
    }

    private Action action(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> new Action.ListNumber(number());
            case 1 -> new Action.ListProductValue();
            case 2 -> new Action.ListAtMost(number());
            case 3 -> new Action.ListAtLeast(number());
            case 4 -> new Action.Add(number());
            case 5 -> new Action.Subtract(number());
            case 6 -> new Action.Hold();
            default -> new Action.Stop();
        };
    }

    public ListingFacts facts() {
        var single = new VariantFacts(
                        of(TEXTS),
                        of(TEXTS),
                        of(TEXTS),
                        of(TEXTS),
                        several(0, 2, () -> of(TEXTS)),
                        of(TEXTS),
                        several(0, 2, () -> of(TEXTS)),
                        chance(90),
                        chance(50),
                        several(0, 5, this::level))
                .with(of(STATES), metafields());
        var variant = chance(20) ? single.bundle(chance(90), single.stock(), several(1, 3, this::part)) : single;
        return new ListingFacts(
                variant,
                of(TEXTS),
                packSize(),
                OptionalInt.empty(),
                chance(70) ? Optional.of(date()) : Optional.empty(),
                chance(70) ? Optional.of(time().plusSeconds(random.nextInt(60))) : Optional.empty());
    }

    private Map<String, String> metafields() {
        var texts = new HashMap<String, String>();
        METAFIELDS.forEach(name -> texts.put(name, of(TEXTS)));
        texts.values().removeIf(String::isEmpty);
        return texts;
    }

    /// One listing in ten has some.
    public ListingFacts factsWithOverrides() {
        var facts = facts();
        return ofOverrides.nextInt(10) > 0 ? facts : facts.with(overrides());
    }

    public Overrides overrides() {
        return Overrides.of(Stream.of(ListingOverride.Kind.values())
                .filter(_ -> ofOverrides.nextBoolean())
                .map(this::override)
                .toList());
    }

    private ListingOverride override(ListingOverride.Kind kind) {
        int units = ofOverrides.nextInt(5) > 0
                ? ofOverrides.nextInt(21)
                : List.of(999_999, 1_000_000).get(ofOverrides.nextInt(2));
        return new ListingOverride(
                kind,
                Math.max(kind.fewestUnits(), units),
                kind == ListingOverride.Kind.PIN && ofOverrides.nextBoolean(),
                "slow carrier",
                "Anna",
                Optional.empty());
    }

    private int packSize() {
        return chance(50) ? 1 : chance(90) ? 2 + random.nextInt(6) : Integer.MAX_VALUE;
    }

    private WarehouseStock level() {
        return new WarehouseStock(of(WAREHOUSES), perhaps(), chance(85), perhaps(), perhaps(), perhaps());
    }

    private OptionalLong perhaps() {
        return chance(80) ? OptionalLong.of(units()) : OptionalLong.empty();
    }

    private long units() {
        if (chance(70)) {
            return random.nextInt(32) - 6;
        }
        return chance(80) ? of(EXTREMES) : random.nextLong();
    }

    private int number() {
        return chance(85) ? random.nextInt(21) : of(List.of(999_999, 1_000_000));
    }

    private LocalDate date() {
        return (chance(75) ? CHRISTMAS_EVE : of(SEAMS)).plusDays(random.nextInt(5) - 2);
    }

    private MonthDay dayOfYear() {
        return chance(15) ? MonthDay.of(2, 29) : MonthDay.from(date());
    }

    private LocalTime time() {
        return LocalTime.parse(of(List.of("00:00", "06:00", "12:00", "22:00", "23:59")));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> List<T> several(int least, int most, Supplier<T> one) {
        return Stream.generate(one)
                .limit(least + random.nextInt(most - least + 1))
                .toList();
    }

    private PartStock part() {
        return new PartStock(of(TEXTS), 1 + random.nextInt(4), chance(85), several(0, 4, this::level));
    }
}
