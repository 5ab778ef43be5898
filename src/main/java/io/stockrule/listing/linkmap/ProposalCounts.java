package io.stockrule.listing.linkmap;

import io.stockrule.listing.linkmap.Proposals.Kind;
import io.stockrule.listing.linkmap.Proposals.Proposal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/// How many Amazon SKUs there are of each kind; each is counted once.
final class ProposalCounts {
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    void add(Collection<Proposal> proposals) {
        proposals.forEach(proposal -> counts.merge(proposal.kind(), 1L, Long::sum));
    }

    long of(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
