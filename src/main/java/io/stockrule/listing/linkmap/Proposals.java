package io.stockrule.listing.linkmap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.listing.SellerSku;
import io.stockrule.listing.SellingList;
import io.stockrule.listing.catalogue.PackGuess;
import io.stockrule.listing.linkmap.SkuFile.Line;
import io.stockrule.listing.linkmap.SkuRows.Found;
import io.stockrule.table.Mistake;
import io.stockrule.table.SpoiltSku;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /// What there is to say of an Amazon SKU; the first that holds.
    enum Kind {
        /// Its line cannot be used.
        REFUSED,
        LINKED,
        /// Amazon fulfils it: no quantity would be sent, and it is not proposed.
        FBA,
        /// One variant has the same SKU.
        EXACT,
        /// Several have.
        AMBIGUOUS,
        /// It looks like a pack of a variant.
        PACK,
        /// It is nearly the SKU of a variant.
        NEAR,
        UNMATCHED
    }

    /// A variant of which it may be a pack.
    ///
    /// @param guess true: a person has to say whether it is
    record Pack(
            long variantId, String sku, String title, Optional<SkuRows.InList> listing, int packSize, boolean guess) {}

    /// What one Amazon SKU may be linked to.
    ///
    /// @param fba whether Amazon is said to fulfil it: no quantity will be sent, linked or not
    /// @param problem why the line cannot be used
    /// @param linkedTo the variant that it is linked to already
    /// @param exact variants with the same SKU; one is a proposal, of several the merchant has to choose one
    /// @param packs variants with what seems to be its SKU without the size of a pack
    /// @param near variants whose SKUs differ in case, blanks, punctuation and zeros before them only
    /// @param warnings what a spreadsheet may have made of the SKU
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Proposal(
            int line,
            String amazonSku,
            Kind kind,
            boolean fba,
            Optional<String> problem,
            List<Long> linkedTo,
            List<Found> exact,
            List<Pack> packs,
            List<Found> near,
            List<String> warnings) {
        static Proposal refused(Line line, String problem) {
            return new Proposal(
                    line.number(),
                    line.amazonSku(),
                    Kind.REFUSED,
                    Fulfilment.of(line.channel()) == Fulfilment.AMAZON,
                    Optional.of(problem),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
        }
    }

    /// @return empty when there is no such list
    @Transactional
    Optional<List<Proposal>> of(long merchantId, long listId, long shopId, List<Line> lines) {
        return SellingList.of(merchantId, listId).map(list -> of(new LinkScope.OfList(list, shopId), lines));
    }

    /// In the order of the lines.
    @Transactional
    List<Proposal> of(LinkScope scope, List<Line> lines) {
        var asked = lines.stream()
                .filter(line -> mistake(line).isEmpty())
                .map(Line::amazonSku)
                .distinct()
                .toList();
        var matches = matches(scope, asked);
        return lines.stream()
                .map(line -> mistake(line)
                        .map(mistake -> Proposal.refused(line, mistake))
                        .orElseGet(() -> matches.proposal(line)))
                .toList();
    }

    private Matches matches(LinkScope scope, List<String> amazonSkus) {
        var linked = linked(scope, amazonSkus);
        var exact = skus.exactly(scope.among(), amazonSkus);
        var unmatched = amazonSkus.stream()
                .filter(sku -> !linked.containsKey(sku) && !exact.containsKey(sku))
                .toList();
        var near = skus.nearly(
                scope.among(), unmatched.stream().limit(NEAR_AT_ONCE).toList());
        return new Matches(linked, exact, packs(scope, unmatched), near);
    }

    private Map<String, Long> linked(LinkScope scope, List<String> amazonSkus) {
        return switch (scope) {
            case LinkScope.OfAccount(var key) -> skus.linked(key.account(), amazonSkus);
            case LinkScope.OfList(var list, long shopId) -> {
                var linked = new HashMap<String, Long>();
                skus.listed(list, shopId, List.of(), amazonSkus)
                        .forEach(it -> linked.put(it.sellerSku(), it.variantId()));
                yield linked;
            }
        };
    }

    private Map<String, List<Pack>> packs(LinkScope scope, List<String> amazonSkus) {
        var guesses = new HashMap<String, PackGuess>();
        amazonSkus.forEach(sku -> PackGuess.of(sku).ifPresent(guess -> guesses.put(sku, guess)));
        if (guesses.isEmpty()) {
            return Map.of();
        }
        var bases = guesses.values().stream().map(PackGuess::base).distinct().toList();
        var found = skus.exactly(scope.among(), bases);
        var packs = new HashMap<String, List<Pack>>();
        guesses.forEach((sku, guess) -> packs.put(
                sku,
                found.getOrDefault(guess.base(), List.of()).stream()
                        .map(it -> new Pack(it.variantId(), it.sku(), it.title(), it.listing(), guess.pieces(), true))
                        .toList()));
        return packs;
    }

    /// What was found, by Amazon SKU.
    private record Matches(
            Map<String, Long> linked,
            Map<String, List<Found>> exact,
            Map<String, List<Pack>> packs,
            Map<String, List<Found>> near) {
        Proposal proposal(Line line) {
            var sku = line.amazonSku();
            var nearly = near.getOrDefault(sku, List.of());
            boolean isLinked = linked.containsKey(sku);
            boolean isFba = Fulfilment.of(line.channel()) == Fulfilment.AMAZON;
            return new Proposal(
                    line.number(),
                    sku,
                    isLinked ? Kind.LINKED : isFba ? Kind.FBA : kind(sku),
                    isFba,
                    Optional.empty(),
                    isLinked ? List.of(linked.getOrDefault(sku, 0L)) : List.of(),
                    isLinked ? List.of() : exact.getOrDefault(sku, List.of()),
                    packs.getOrDefault(sku, List.of()),
                    nearly,
                    SpoiltSku.warnings(sku, nearly.stream().map(Found::sku).toList()));
        }

        private Kind kind(String sku) {
            return switch (exact.getOrDefault(sku, List.of()).size()) {
                case 1 -> Kind.EXACT;
                case 0 -> packs.getOrDefault(sku, List.of()).isEmpty() ? nearKind(sku) : Kind.PACK;
                default -> Kind.AMBIGUOUS;
            };
        }

        private Kind nearKind(String sku) {
            return near.getOrDefault(sku, List.of()).isEmpty() ? Kind.UNMATCHED : Kind.NEAR;
        }
    }

    private static Optional<String> mistake(Line line) {
        return line.mistake()
                .map(SkuFile::told)
                .or(() -> SellerSku.mistake(line.amazonSku()))
                .or(() -> line.channel()
                        .filter(_ -> Fulfilment.of(line.channel()) == Fulfilment.UNKNOWN)
                        .map(Proposals::unknownChannel));
    }

    static String unknownChannel(String channel) {
        return "its channel %s is neither the seller's own nor Amazon's, and no quantity is ever sent to such a one"
                .formatted(Mistake.quoted(channel));
    }
}
