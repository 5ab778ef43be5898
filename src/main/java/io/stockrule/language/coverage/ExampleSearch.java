package io.stockrule.language.coverage;

import io.stockrule.language.Profile;
import io.stockrule.language.proof.Effort;
import io.stockrule.language.proof.ListingCases;
import io.stockrule.language.proof.ListingTraits;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.WarehouseStock;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Looks for the plainest facts that show a [Variation]: along each [Track], at each level at which one of the two
/// profiles can take a turn, for each listing that they tell apart.
final class ExampleSearch {
    /// Packs part what is sellable from what is available; most examples do without.
    private static final int[] PACKS = {1, 2, 1_000};

    private static final int POINTS_OF_ONE = 20_000;
    private static final int LEAST_POINTS_OF_TRACK = 400;
    /// What telling listings apart and following a line cost, in points.
    private static final int PAIRS_AS_A_POINT = 4;

    private static final int POINTS_OF_TRACK = 10;
    private static final int MOST_POINTS = 1_000_000;

    private final Profile profile;
    private final SayableFacts sayable;
    private final Tracks tracks;
    private final ListingCases.Found own;
    private int left = MOST_POINTS;

    ExampleSearch(Profile profile, SayableFacts sayable) {
        this.profile = profile;
        this.sayable = sayable;
        this.tracks = new Tracks(profile);
        this.own = ListingCases.of(profile);
    }

    /// @param facts empty where nothing shows it
    /// @param complete false where not all was tried
    record Found(Optional<ListingFacts> facts, boolean complete) {}

    /// So that a huge text cannot keep anybody waiting.
    private void charge(int points) {
        left -= Math.min(left, points);
    }

    Found find(Variation variation) {
        return left == 0 ? new Found(Optional.empty(), false) : new Search(variation).found();
    }

    /// Listings for which each of two profiles has the same statements.
    ///
    /// @param own what the profile says of them, and `other` the other one
    private record Group(Profile own, Profile other, List<ListingPair> pairs, Tracks tracks) {
        boolean isOfSome() {
            return !own.limited().applied().isEmpty()
                    || !other.limited().applied().isEmpty();
        }
    }

    /// For one variation.
    private final class Search {
        private final Variation variation;
        private final Profile other;
        private final boolean onlyExceptionsDiffer;
        private final Effort effort = new Effort(Math.min(POINTS_OF_ONE, left), Integer.MAX_VALUE);
        private boolean complete = true;

        Search(Variation variation) {
            this.variation = variation;
            this.other = variation.other();
            this.onlyExceptionsDiffer =
                    other.withExceptions(profile.exceptions()).equals(profile);
        }

        Found found() {
            var facts = said(ListingTraits.NONE, List.of(), 1);
            var groups = facts.isPresent() ? List.<Group>of() : groups();
            for (int i = 0; i < PACKS.length && facts.isEmpty(); i++) {
                int packSize = PACKS[i];
                facts = groups.stream()
                        .flatMap(group -> ofPack(group, packSize).stream())
                        .findFirst();
            }
            boolean packsMatter = Conditions.comparePacks(profile) || Conditions.comparePacks(other);
            return new Found(facts, complete && effort.wasEnough() && !packsMatter);
        }

        private List<Group> groups() {
            if (!profile.limited().isOpen() && !other.limited().isOpen()) {
                return List.of(new Group(profile, other, pairs(), tracks));
            }
            charge(profile.exceptions().size() * profile.exceptions().size() / PAIRS_AS_A_POINT);
            var both = ListingCases.ofBoth(profile, other);
            complete = both.complete();
            return both.byProfile().stream().map(this::group).toList();
        }

        private Group group(ListingCases.Found alike) {
            var first = alike.cases().getFirst();
            return new Group(
                    first.profile(),
                    first.other().orElseThrow(),
                    ListingPair.of(alike, profile.exceptions().size()),
                    new Tracks(first.profile()));
        }

        private List<ListingPair> pairs() {
            if (!onlyExceptionsDiffer) {
                complete = own.complete();
                return ListingPair.of(own);
            }
            charge(profile.exceptions().size() * profile.exceptions().size() / PAIRS_AS_A_POINT);
            var both = ListingCases.ofBoth(profile, other);
            complete = both.complete();
            return ListingPair.of(both, profile.exceptions().size()).stream()
                    .filter(each -> !each.isAlike(profile, other))
                    .toList();
        }

        private Optional<ListingFacts> ofPack(Group group, int packSize) {
            var unknown = group.isOfSome()
                    ? group.pairs().stream()
                            .flatMap(pair -> said(pair.example(), List.of(), packSize).stream())
                            .findFirst()
                    : Optional.<ListingFacts>empty();
            return group.pairs().isEmpty()
                    ? unknown
                    : unknown.or(() -> ofPack(group, packSize, false)).or(() -> ofPack(group, packSize, true));
        }

        private Optional<ListingFacts> ofPack(Group group, int packSize, boolean all) {
            var found = onlyExceptionsDiffer
                    ? group.tracks().ofOne(group.other(), packSize, all)
                    : group.tracks().ofBoth(group.other(), packSize, all);
            complete = complete && found.complete();
            charge(POINTS_OF_TRACK * found.tracks().size());
            int most = Math.max(
                    LEAST_POINTS_OF_TRACK,
                    POINTS_OF_ONE / Math.max(1, found.tracks().size()));
            return group.pairs().stream()
                    .flatMap(pair -> found.tracks().stream()
                            .flatMap(track -> along(group, track, most, pair, packSize).stream()))
                    .findFirst();
        }

        /// @param most levels of this track, the plainest, so that others can be tried too
        private Optional<ListingFacts> along(Group group, Track track, int most, ListingPair pair, int packSize) {
            if (effort.isSpent()) {
                return Optional.empty();
            }
            complete = complete && track.levels().length <= most;
            long[] levels =
                    effort.some(LongStream.of(track.levels()).limit(most).toArray(), 1);
            charge(levels.length);
            return LongStream.of(levels)
                    .filter(level -> track.amounts(level)
                            .map(it -> pair.tells(group.own(), group.other(), it))
                            .orElse(true))
                    .boxed()
                    .flatMap(level -> said(pair.example(), track.stock(level), packSize).stream())
                    .findFirst();
        }

        /// Facts that show the variation and that a line can say; empty where these do not.
        private Optional<ListingFacts> said(ListingTraits traits, List<WarehouseStock> stock, int packSize) {
            if (!variation.shows(profile, traits.facts(stock, packSize))) {
                return Optional.empty();
            }
            var needed = traits.onlyWhatIsNeededFor(fewer -> variation.shows(profile, fewer.facts(stock, packSize)));
            return sayable.of(needed, stock, packSize, facts -> variation.shows(profile, facts));
        }
    }
}
