package io.stockrule.listing.linkmap;

import io.stockrule.access.Page;
import io.stockrule.listing.catalogue.CatalogueRow;
import io.stockrule.listing.catalogue.Catalogues;
import io.stockrule.listing.catalogue.KeptCatalogue;
import io.stockrule.listing.linkmap.Proposals.Kind;
import io.stockrule.listing.linkmap.Proposals.Proposal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Proposals for the rows of a catalogue, which are the same as for an uploaded file: a thousand rows at a time and a
/// handful of statements each, however many there are.
@ApplicationScoped
class CatalogueProposals {
    private static final int AT_ONCE = 1_000;

    /// Rows that one call looks at when it wants proposals of one kind.
    private static final int MOST_LOOKED_AT = 50_000;

    private final Catalogues catalogues;
    private final Proposals proposals;

    CatalogueProposals(Catalogues catalogues, Proposals proposals) {
        this.catalogues = catalogues;
        this.proposals = proposals;
    }

    /// What Amazon says of an offer, and what it may be linked to.
    record Proposed(CatalogueRow offer, Proposal proposal) {}

    /// Some rows that follow each other.
    ///
    /// @param last the SKU of the last row that was looked at; empty if there are no more
    record Part(List<Proposed> proposed, Optional<String> last) {}

    Part after(LinkScope scope, KeptCatalogue catalogue, String after, int limit) {
        var rows = catalogues.rows(catalogue, after, limit);
        var last = rows.size() < limit
                ? Optional.<String>empty()
                : Optional.of(rows.getLast().sellerSku());
        return new Part(of(scope, rows), last);
    }

    /// In the order of the rows.
    List<Proposed> of(LinkScope scope, List<CatalogueRow> rows) {
        var found =
                proposals.of(scope, rows.stream().map(CatalogueProposals::line).toList());
        var proposed = new ArrayList<Proposed>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            proposed.add(new Proposed(rows.get(i), found.get(i)));
        }
        return proposed;
    }

    private static SkuFile.Line line(CatalogueRow row) {
        return new SkuFile.Line(
                Math.toIntExact(row.line()),
                "",
                row.sellerSku(),
                OptionalInt.empty(),
                Optional.of(row.channel()),
                Optional.empty());
    }

    /// Proposals in the order of their Amazon SKUs, from the one after the given SKU.
    ///
    /// @param kind only of this kind; a page may then have fewer than `limit`, or none, and yet not be the last
    Page<Proposed> page(LinkScope scope, KeptCatalogue catalogue, Optional<Kind> kind, String after, int limit) {
        if (kind.isEmpty()) {
            var part = after(scope, catalogue, after, limit + 1);
            return Page.of(part.proposed(), limit, it -> it.offer().sellerSku());
        }
        var found = new ArrayList<Proposed>();
        var last = Optional.of(after);
        for (int seen = 0; seen < MOST_LOOKED_AT && found.size() <= limit && last.isPresent(); seen += AT_ONCE) {
            var part = after(scope, catalogue, last.get(), AT_ONCE);
            part.proposed().stream()
                    .filter(it -> it.proposal().kind() == kind.get())
                    .forEach(found::add);
            last = part.last();
        }
        return found.size() > limit
                ? Page.of(found.subList(0, limit + 1), limit, it -> it.offer().sellerSku())
                : new Page<>(found, last);
    }

    /// How many there are of each kind.
    ProposalCounts counts(LinkScope scope, KeptCatalogue catalogue) {
        var counts = new ProposalCounts();
        for (var last = Optional.of(""); last.isPresent(); ) {
            var part = after(scope, catalogue, last.get(), AT_ONCE);
            counts.add(part.proposed().stream().map(Proposed::proposal).toList());
            last = part.last();
        }
        return counts;
    }
}
