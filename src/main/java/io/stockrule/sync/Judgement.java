package io.stockrule.sync;

import static java.util.stream.Collectors.toSet;

import io.stockrule.delivery.order.OrderedUnits;
import io.stockrule.delivery.order.PendingOrders;
import io.stockrule.language.Profile;
import io.stockrule.language.meaning.FactsRead;
import io.stockrule.language.meaning.TimeBoundaries;
import io.stockrule.listing.LinkedListing;
import io.stockrule.listing.TargetKey;
import io.stockrule.listing.override.KeptOverride;
import io.stockrule.listing.override.ListingOverrides;
import io.stockrule.profile.ProfileInForce;
import io.stockrule.profile.ProfileKey;
import io.stockrule.rules.CurrentRules;
import io.stockrule.rules.Question;
import io.stockrule.rules.RulesInUse;
import io.stockrule.stock.Decision;
import io.stockrule.stock.ItemKey;
import io.stockrule.stock.KnownVariant;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.Overrides;
import io.stockrule.stock.StockFacts;
import io.stockrule.stock.VariantKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/// What listings come to by profiles, the stock and the rules as they are. Nothing is stored: what is made
/// of it is for whoever asks.
@ApplicationScoped
public class Judgement {
    private static final Decision UNREADABLE_PROFILE = new Decision(
            new Outcome.Holds("the Global Profile cannot be read any more"), OptionalInt.empty(), List.of());

    private final Jdbi database;
    private final StockFacts stock;
    private final PendingOrders orders;
    private final DecisionTable decisions;
    private final ListingOverrides overrides;

    Judgement(
            Jdbi database,
            StockFacts stock,
            PendingOrders orders,
            DecisionTable decisions,
            ListingOverrides overrides) {
        this.database = database;
        this.stock = stock;
        this.orders = orders;
        this.decisions = decisions;
        this.overrides = overrides;
    }

    /// What came out.
    ///
    /// @param last what was decided of these listings before, by their ids
    /// @param boundaries when each target has to be decided again although nothing changes
    /// @param unheld items of which a profile counts what is held, and nobody knows it by now
    /// @param ordered what was ordered on Amazon and Shopify does not know yet
    public record Sentence(
            List<Decided> decided,
            Map<Long, DecisionTable.Last> last,
            Map<TargetKey, Instant> boundaries,
            Map<VariantKey, OrderedUnits> ordered,
            Set<ItemKey> unheld) {}

    /// A listing that the rules are asked about.
    private record Asked(LinkedListing listing, int profileVersion, RulesInUse rules, Question question) {}

    /// @param inForce the profiles to decide by; a listing whose profile is missing is held
    public Sentence of(
            List<LinkedListing> linked, Map<ProfileKey, ProfileInForce> inForce, CurrentRules current, Instant now) {
        var variants = linked.stream().map(LinkedListing::variant).toList();
        var ordered = orders.of(variants); // before the stock, as it says there
        var readers = inForce.values().stream()
                .filter(each -> FactsRead.holdingsBy(each.profile()))
                .map(ProfileInForce::profileId)
                .collect(toSet());
        var known = readers.isEmpty() ? stock.load(variants) : stock.loadWithHoldings(variants);
        var unheld = new HashSet<ItemKey>();
        var last = database.withHandle(handle -> decisions.lastDecided(handle, linked));
        var set = set(linked, now);
        var decided = new ArrayList<Decided>();
        var boundaries = new HashMap<TargetKey, Instant>();
        var files = current.files();
        var steps = files.of(List.of());
        var parts = new HashMap<List<String>, RulesInUse>();
        var asked = new ArrayList<Asked>();
        var metafields = new IdentityHashMap<Profile, Set<String>>();
        for (var listing : linked) {
            var whole = known.get(listing.variant());
            boolean reads = readers.contains(listing.profileId());
            var variant = whole == null || reads || readers.isEmpty() ? whole : whole.withoutHoldings();
            var profile = inForce.get(profileOf(listing));
            var facts = variant == null
                    ? NoFacts.of(listing)
                    : facts(listing, variant, last, LocalDateTime.ofInstant(now, variant.zone()), set);
            int version = profile == null ? 0 : profile.version();
            if (listing.stopped().isPresent()) {
                var decision = StoppedListing.by(listing.stopped().get());
                decided.add(new Decided(listing, version, steps, facts, decision));
            } else if (profile == null) {
                decided.add(new Decided(listing, version, steps, NoFacts.of(listing), UNREADABLE_PROFILE));
            } else if (variant == null) {
                decided.add(new Decided(listing, version, steps, facts, GoneVariant.HOLD, true));
            } else if (variant.gone().isPresent()) {
                var decision = GoneVariant.by(variant.gone().get());
                decided.add(new Decided(listing, version, steps, facts, decision, true));
            } else if (listing.left()) {
                decided.add(new Decided(listing, version, steps, facts, GoneVariant.LEFT));
            } else if (!variant.metafields()
                    .containsAll(metafields.computeIfAbsent(profile.profile(), UnreadMetafields::lookedAtBy))) {
                var unread =
                        UnreadMetafields.of(metafields.getOrDefault(profile.profile(), Set.of()), variant.metafields());
                decided.add(new Decided(listing, version, steps, facts, unread));
            } else {
                BoundaryInstants.nextAfter(now, variant.zone(), time -> nextChange(current, profile.profile(), time))
                        .ifPresent(boundary -> boundaries.merge(listing.target(), boundary, Judgement::earlier));
                if (reads) {
                    unheld.addAll(variant.unheld());
                }
                facts.overrides()
                        .nextEnd()
                        .ifPresent(end -> boundaries.merge(listing.target(), end, Judgement::earlier));
                var by = parts.computeIfAbsent(profile.profile().includes(), files::of);
                asked.add(new Asked(listing, version, by, new Question(profile.profile(), facts)));
            }
        }
        decided.addAll(answers(current, asked));
        return new Sentence(decided, last, boundaries, ordered, unheld);
    }

    /// Asks Shopify about items of which a profile counts what is held and nobody knows it by now. Their listings are
    /// decided again when it has answered.
    void askForUnheld(Sentence sentence) {
        stock.askForHoldings(sentence.unheld());
    }

    private Map<Long, Overrides> set(List<LinkedListing> linked, Instant now) {
        var keys = linked.stream()
                .map(it -> new ListingOverrides.Key(it.variant().merchantId(), it.listingId()))
                .toList();
        var set = new HashMap<Long, Overrides>();
        overrides
                .inForce(keys, now)
                .forEach((listing, its) -> set.put(
                        listing,
                        Overrides.of(its.stream().map(KeptOverride::override).toList())));
        return set;
    }

    static ProfileKey profileOf(LinkedListing listing) {
        return new ProfileKey(listing.variant().merchantId(), listing.profileId());
    }

    private static Optional<LocalDateTime> nextChange(CurrentRules current, Profile profile, LocalDateTime local) {
        return Stream.of(TimeBoundaries.nextAfter(profile, local), current.nextChange(profile, local))
                .flatMap(Optional::stream)
                .min(LocalDateTime::compareTo);
    }

    private static List<Decided> answers(CurrentRules current, List<Asked> asked) {
        var answers = current.decide(asked.stream().map(Asked::question).toList());
        return IntStream.range(0, asked.size())
                .mapToObj(i -> {
                    var one = asked.get(i);
                    return new Decided(
                            one.listing(),
                            one.profileVersion(),
                            one.rules(),
                            one.question().facts(),
                            answers.get(i));
                })
                .toList();
    }

    private static ListingFacts facts(
            LinkedListing listing,
            KnownVariant variant,
            Map<Long, DecisionTable.Last> last,
            LocalDateTime local,
            Map<Long, Overrides> set) {
        var lastDecided = last.get(listing.listingId());
        return new ListingFacts(
                variant.facts(),
                listing.marketplace(),
                listing.packSize(),
                lastDecided == null ? OptionalInt.empty() : lastDecided.quantity(),
                Optional.of(local.toLocalDate()),
                Optional.of(local.toLocalTime()),
                set.getOrDefault(listing.listingId(), Overrides.NONE));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
