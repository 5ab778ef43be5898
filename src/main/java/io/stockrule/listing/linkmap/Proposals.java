package io.stockrule.listing.linkmap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.listing.SellerSku;
import io.stockrule.listing.SellingList;
import io.stockrule.listing.linkmap.SkuFile.Line;
import io.stockrule.listing.linkmap.SkuRows.Found;
import io.stockrule.table.SpoiltSku;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Says which variants of a shop the merchant's Amazon SKUs may belong to. Only an equal SKU is proposed; one that is
/// nearly equal is shown, and a person decides.
@ApplicationScoped
class Proposals {
    /// Amazon SKUs that near misses are looked for.
    private static final int NEAR_AT_ONCE = 1_000;

    private final SkuRows skus;

    Proposals(SkuRows skus) {
        this.skus = skus;
    }

    /// What one Amazon SKU may be linked to.
    ///
    /// @param fba whether the file says that Amazon fulfils it: no quantity will be sent, linked or not
    /// @param problem why the line cannot be used
    /// @param linkedTo the variant of the list that it is linked to already
    /// @param exact variants with the same SKU; one is a proposal, of several the merchant has to choose one
    /// @param warnings what a spreadsheet may have made of the SKU
    /// @param near variants whose SKUs differ in case, blanks and punctuation only
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Proposal(
            int line,
            String amazonSku,
            boolean fba,
            Optional<String> problem,
            List<Long> linkedTo,
            List<Found> exact,
            List<Found> near,
            List<String> warnings) {
        static Proposal refused(Line line, String problem) {
            return new Proposal(
                    line.number(),
                    line.amazonSku(),
                    line.byAmazon(),
                    Optional.of(problem),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
        }
    }

    /// @return empty when there is no such list
    @Transactional
    Optional<List<Proposal>> of(long merchantId, long listId, long shopId, List<Line> lines) {
        return SellingList.of(merchantId, listId).map(list -> of(list, shopId, lines));
    }

    private List<Proposal> of(SellingList list, long shopId, List<Line> lines) {
        long merchantId = list.merchantId;
        var asked = lines.stream().filter(line -> mistake(line).isEmpty()).toList();
        var amazonSkus = asked.stream().map(Line::amazonSku).distinct().toList();
        var linked = new HashMap<String, Long>();
        skus.listed(list, shopId, List.of(), amazonSkus).forEach(it -> linked.put(it.sellerSku(), it.variantId()));
        var exact = skus.exactly(merchantId, shopId, amazonSkus);
        var unmatched = amazonSkus.stream()
                .filter(sku -> !linked.containsKey(sku) && !exact.containsKey(sku))
                .limit(NEAR_AT_ONCE)
                .toList();
        var near = skus.nearly(merchantId, shopId, unmatched);
        var proposals = new ArrayList<Proposal>();
        for (var line : lines) {
            var sku = line.amazonSku();
            boolean isLinked = linked.containsKey(sku);
            proposals.add(mistake(line)
                    .map(mistake -> Proposal.refused(line, mistake))
                    .orElseGet(() -> new Proposal(
                            line.number(),
                            sku,
                            line.byAmazon(),
                            Optional.empty(),
                            isLinked ? List.of(linked.get(sku)) : List.of(),
                            isLinked ? List.of() : exact.getOrDefault(sku, List.of()),
                            near.getOrDefault(sku, List.of()),
                            SpoiltSku.warnings(
                                    sku,
                                    near.getOrDefault(sku, List.of()).stream()
                                            .map(Found::sku)
                                            .toList()))));
        }
        return proposals;
    }

    private static Optional<String> mistake(Line line) {
        return line.mistake().map(SkuFile::told).or(() -> SellerSku.mistake(line.amazonSku()));
    }
}
