package io.stockrule.language.learning;

import io.stockrule.language.Profile;
import io.stockrule.language.learning.Learned.Unexplained;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the shortest profile that explains what an old tool listed.
///
/// All that is tried is bounded by counts, never by the clock, so that the same pairs give the same
/// profile anywhere.
public final class Learning {
    /// So many different situations are searched; what is found is weighed by all.
    private static final int SEARCHED = 20_000;

    private static final int DRAFTS = 14;
    private static final int OTHERS = 3;

    private final String name;
    private final Situations situations;
    private final Situations searched;

    private Learning(String name, Situations situations) {
        this.name = name;
        this.situations = situations;
        this.searched = situations.atMost(SEARCHED);
    }

    /// @param name of the profile
    /// @param pairs at least one
    /// @return nothing if no profile can have this name
    public static Optional<Learned> of(String name, List<OldListing> pairs) {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("a profile is learned from one pair at least");
        }
        var situations = Situations.of(pairs);
        var learning = new Learning(name, situations);
        return learning.proposals().map(proposals -> learning.told(proposals));
    }

    /// The best first.
    private Optional<List<Proposal>> proposals() {
        if (Proposal.of(Profile.named(name), situations).isEmpty()) {
            return Optional.empty();
        }
        var drafts = new ProfileSearch(searched, situations).drafts();
        var proposals = Stream.concat(drafts.stream().map(draft -> draft.profile(name)), Stream.of(Profile.named(name)))
                .distinct()
                .flatMap(profile -> Proposal.of(profile, situations).stream())
                .limit(DRAFTS)
                .sorted(Proposal.BEST_FIRST)
                .toList();
        return Optional.of(proposals);
    }

    private Learned told(List<Proposal> proposals) {
        var best = proposals.getFirst();
        return new Learned(
                best.profile(),
                best.text(),
                situations.pairs(),
                unexplained(best.profile()),
                situations.contradicted(),
                others(best, proposals),
                open(best.profile()),
                givenUp());
    }

    /// Those that differ in more than numbers, of which [Latitude] tells.
    private static List<String> others(Proposal best, List<Proposal> proposals) {
        var shapes = new HashSet<>(Set.of(best.shape()));
        return proposals.stream()
                .filter(each -> best.isAsGoodAs(each) && shapes.add(each.shape()))
                .map(Proposal::text)
                .limit(OTHERS)
                .toList();
    }

    private List<Unexplained> unexplained(Profile profile) {
        return situations.all().stream()
                .filter(each -> !Proposal.explains(profile, each))
                .flatMap(each -> {
                    var proposed = Proposal.listed(profile, each.facts());
                    return each.pairs().stream().map(pair -> new Unexplained(pair, proposed));
                })
                .sorted(Comparator.comparingLong(each -> each.pair().line()))
                .toList();
    }

    private List<String> open(Profile profile) {
        var open = new ArrayList<>(Latitude.of(profile, situations));
        open.addAll(SeenStock.of(profile.selection(), situations).sentences());
        return open;
    }

    private List<String> givenUp() {
        var givenUp = new ArrayList<String>();
        if (searched != situations) {
            givenUp.add(String.format(
                    Locale.ROOT,
                    "of %,d different situations only %,d were searched; all were counted",
                    situations.all().size(),
                    SEARCHED));
        }
        var warehouses = situations.warehouses();
        if (!Selections.areAllTried(warehouses)) {
            givenUp.add(Selections.told(warehouses));
        }
        return givenUp;
    }
}
