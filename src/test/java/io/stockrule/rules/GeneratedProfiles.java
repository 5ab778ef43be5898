package io.stockrule.rules;

import io.stockrule.language.Expectation;
import io.stockrule.language.LimitedStatement;
import io.stockrule.language.LimitedStatements;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfilePromise;
import io.stockrule.language.Promise;
import io.stockrule.language.Provision;
import io.stockrule.language.Span;
import io.stockrule.language.meaning.Holdings;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.language.meaning.OneListing;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Any profile as a text can say it, with promises and with expectations that come true; the same for the same seed.
public final class GeneratedProfiles {
    private final GeneratedQuestions questions;
    private final Random random;
    private final Optional<GeneratedProfiles> later;

    public GeneratedProfiles(long seed) {
        this(seed, Optional.of(new GeneratedProfiles(seed + 1, Optional.empty())));
    }

    /// @param later what the steps of series are made with, so that all else is the same with and without them
    private GeneratedProfiles(long seed, Optional<GeneratedProfiles> later) {
        questions = new GeneratedQuestions(seed);
        random = new Random(seed);
        this.later = later;
    }

    public Profile profile() {
        var profile = questions.profile();
        var includes = random.nextInt(4) == 0 ? List.of("house rules", "others") : List.<String>of();
        var name = List.of("Candles", "27\" \\ # 香薰 🕯", "when", "Wörgl").get(random.nextInt(4));
        return new Profile(
                name,
                profile.selection(),
                profile.counting(),
                profile.reserves(),
                profile.share(),
                profile.mode(),
                profile.minimum(),
                profile.steps(),
                profile.handlingDays(),
                profile.unknown(),
                profile.exceptions(),
                includes,
                promises(),
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(_ -> expectation(profile))
                        .toList(),
                LimitedStatements.of(Stream.concat(
                                profile.limited().open().stream(),
                                includes.stream()
                                        .filter(_ -> random.nextInt(4) == 0)
                                        .map(this::limited))
                        .toList()));
    }

    private LimitedStatement limited(String ruleFile) {
        return questions.limited(new Provision.Includes(ruleFile));
    }

    private List<ProfilePromise> promises() {
        return Stream.of(new Promise.AtMostAvailable(), new Promise.NothingOfNothing(), new Promise.NeverRises())
                .filter(_ -> random.nextInt(8) == 0)
                .map(promise -> new ProfilePromise(promise, "", Span.NOWHERE))
                .toList();
    }

    private Expectation expectation(Profile profile) {
        var facts = facts(profile);
        var then = later.map(it -> it.series(facts, profile)).orElse(List.of());
        return new Expectation(facts, expected(facts, profile), "", Span.NOWHERE, then);
    }

    private ListingFacts facts(Profile profile) {
        var asked = questions.facts();
        var said = sayable(asked, OneListing.aChosenWarehouse(profile, asked));
        return said.withStock(Holdings.said(said.variant().stock(), profile));
    }

    private static Expectation.Expected expected(ListingFacts facts, Profile profile) {
        return switch (Interpreter.decide(profile, facts).outcome()) {
            case Outcome.Lists lists -> new Expectation.Lists(lists.quantity());
            case Outcome.Holds _ -> new Expectation.IsHeld();
            case Outcome.Stops _ -> new Expectation.IsStopped();
        };
    }

    private List<Expectation.Step> series(ListingFacts first, Profile profile) {
        int steps = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 0;
        return Stream.iterate(first, before -> next(before, profile))
                .skip(1)
                .limit(steps)
                .map(each -> new Expectation.Step(each, expected(each, profile), Span.NOWHERE))
                .toList();
    }

    /// What another step can say after this one: nothing that was said can be taken back, only said otherwise.
    private ListingFacts next(ListingFacts before, Profile profile) {
        var other = facts(profile);
        var stock =
                random.nextBoolean() ? allOf(before, other) : before.variant().stock();
        boolean later = other.date().isPresent()
                && (other.time().isPresent() || before.time().isEmpty());
        var facts = new ListingFacts(
                before.variant(),
                random.nextInt(3) == 0 ? other.marketplace() : before.marketplace(),
                random.nextInt(3) == 0 ? other.packSize() : before.packSize(),
                OptionalInt.empty(),
                later ? other.date() : before.date(),
                later ? other.time() : before.time());
        return facts.withStock(Holdings.said(stock, profile));
    }

    /// Those that stay stand where they stood, the others behind them.
    private static List<WarehouseStock> allOf(ListingFacts before, ListingFacts other) {
        var levels = new LinkedHashMap<String, WarehouseStock>();
        Stream.of(before, other)
                .flatMap(each -> each.variant().stock().stream())
                .forEach(level -> levels.put(level.warehouse(), level));
        return List.copyOf(levels.values());
    }

    /// What an `expect` can say of these facts.
    private ListingFacts sayable(ListingFacts facts, String chosen) {
        var date = facts.date();
        return new ListingFacts(
                sayable(facts.variant(), chosen),
                composed(facts.marketplace()),
                Math.min(facts.packSize(), 1_000_000),
                OptionalInt.empty(),
                date,
                date.isEmpty() ? Optional.empty() : facts.time().map(time -> time.withSecond(0)));
    }

    private VariantFacts sayable(VariantFacts facts, String chosen) {
        return new VariantFacts(
                        composed(facts.sku()),
                        composed(facts.title()),
                        composed(facts.vendor()),
                        composed(facts.productType()),
                        facts.tags().stream().map(GeneratedProfiles::composed).toList(),
                        composed(facts.barcode()),
                        facts.collections().stream()
                                .map(GeneratedProfiles::composed)
                                .toList(),
                        true,
                        facts.keepsSelling(),
                        random.nextInt(3) == 0 ? List.of(level(chosen)) : levels())
                .with(facts.productStatus(), composed(facts.metafields()));
    }

    private static Map<String, String> composed(Map<String, String> texts) {
        var composed = new HashMap<String, String>();
        texts.forEach((name, text) -> composed.put(name, composed(text)));
        return composed;
    }

    private List<WarehouseStock> levels() {
        return Stream.of("Wien", "Berlin", "Outlet")
                .filter(_ -> random.nextBoolean())
                .map(this::level)
                .map(this::holding)
                .toList();
    }

    private WarehouseStock holding(WarehouseStock level) {
        return new WarehouseStock(
                level.warehouse(), level.available(), level.active(), perhaps(), perhaps(), perhaps());
    }

    private OptionalLong perhaps() {
        return random.nextInt(4) == 0 ? OptionalLong.of(random.nextInt(40)) : OptionalLong.empty();
    }

    private WarehouseStock level(String warehouse) {
        return new WarehouseStock(warehouse, OptionalLong.of(random.nextInt(40) - 8), true);
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
