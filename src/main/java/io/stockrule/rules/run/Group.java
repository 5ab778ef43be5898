package io.stockrule.rules.run;

import io.stockrule.rules.Candidates;
import java.util.ArrayList;
import java.util.List;

/// Listings of a batch that the steps cannot tell apart, and the one fact that stands for them there.
final class Group {
    private final ProfileInputs inputs;
    private final int packSize;
    private final List<Candidate> all = new ArrayList<>();
    private final Candidates fact;

    /// @param packSize units in one pack, 1 or more
    Group(ProfileInputs inputs, int packSize) {
        this.inputs = inputs;
        this.packSize = packSize;
        this.fact = new Candidates(inputs, packSize, all);
    }

    void add(Candidate candidate) {
        all.add(candidate);
    }

    List<Candidate> all() {
        return all;
    }

    /// What the rule files of the steps see of it.
    Candidates fact() {
        return fact;
    }

    /// A group of one of them.
    Group only(Candidate candidate) {
        var alone = new Group(inputs, packSize);
        alone.add(candidate);
        return alone;
    }

    /// No further rule acts on those that a rule has failed on.
    void removeFailed() {
        all.removeIf(it -> it.ruling().hasFailed());
    }
}
