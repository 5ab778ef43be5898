package io.stockrule.rules.run;

import io.stockrule.stock.ListingFacts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A profile made ready for one batch, with its candidates.
final class Prepared {
    private final ProfileInputs inputs;
    private final List<RuleBase> bases;
    private final Optional<String> broken;
    private final Map<Integer, Group> byPackSize = new HashMap<>();

    /// @param bases that its candidates go through, one after the other
    /// @param broken why the profile cannot decide
    Prepared(ProfileInputs inputs, List<RuleBase> bases, Optional<String> broken) {
        this.inputs = inputs;
        this.bases = bases;
        this.broken = broken;
    }

    List<RuleBase> bases() {
        return bases;
    }

    /// A new one, which joins the others of its kind unless the profile cannot decide.
    Candidate candidate(ListingFacts facts, boolean traced) {
        var candidate = new Candidate(inputs, facts, traced);
        broken.ifPresentOrElse(
                candidate.ruling()::fail,
                () -> byPackSize
                        .computeIfAbsent(facts.packSize(), size -> new Group(inputs, size))
                        .add(candidate));
        return candidate;
    }

    /// Candidates that the steps cannot tell apart.
    Collection<Group> groups() {
        return byPackSize.values();
    }
}
