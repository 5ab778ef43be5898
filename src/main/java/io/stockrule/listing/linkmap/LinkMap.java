package io.stockrule.listing.linkmap;

import static java.util.stream.Collectors.toMap;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.access.PlainText;
import io.stockrule.listing.Member;
import io.stockrule.listing.Members;
import io.stockrule.listing.PackSize;
import io.stockrule.listing.SellerSku;
import io.stockrule.listing.SellingList;
import io.stockrule.listing.StaleTargets;
import io.stockrule.listing.linkmap.LinkResult.Outcome;
import io.stockrule.listing.linkmap.LinkRow.Store;
import io.stockrule.listing.linkmap.SkuRows.Found;
import io.stockrule.listing.linkmap.SkuRows.Listed;
import io.stockrule.stock.VariantKey;
import io.stockrule.table.SpoiltSku;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Links variants to Amazon SKUs as a merchant says, by a table or of what was proposed. Each line succeeds or fails
/// for itself; a link that there
/// is already is never changed, because a mistake in a table must not send numbers to another product.
@ApplicationScoped
class LinkMap {
    /// Lines in one transaction, which keeps the merchant's other changes of links waiting.
    private static final int AT_ONCE = 1_000;

    private final SkuRows skus;
    private final Members members;
    private final StaleTargets stale;

    LinkMap(SkuRows skus, Members members, StaleTargets stale) {
        this.skus = skus;
        this.members = members;
        this.stale = stale;
    }

    /// @param dryRun only say what would become of the lines
    /// @return what became of each line, in their order; empty when there is no such list
    Optional<List<LinkResult>> apply(long merchantId, long listId, long shopId, List<LinkRow> lines, boolean dryRun) {
        var results = new TreeMap<Integer, LinkResult>();
        var flawless = flawless(lines, results);
        for (int from = 0; from < flawless.size(); from += AT_ONCE) {
            var part = flawless.subList(from, Math.min(from + AT_ONCE, flawless.size()));
            var taken = QuarkusTransaction.requiringNew().call(() -> take(merchantId, listId, shopId, part, dryRun));
            if (taken.isEmpty()) {
                return Optional.empty();
            }
            taken.get().forEach(result -> results.put(result.line(), result));
        }
        return Optional.of(suggesting(merchantId, shopId, List.copyOf(results.values())));
    }

    /// Lines that are right in themselves and do not repeat another one.
    private static List<LinkRow> flawless(List<LinkRow> lines, Map<Integer, LinkResult> results) {
        var stores = new HashMap<Store, Integer>();
        var amazons = new HashMap<String, Integer>();
        var flawless = new ArrayList<LinkRow>();
        for (var line : lines) {
            var mistake = mistake(line)
                    .or(() -> repeated(line, told(line.store()), line.store(), stores))
                    .or(() -> repeated(line, "Amazon SKU", line.amazonSku(), amazons));
            if (mistake.isPresent()) {
                results.put(line.number(), mistake.get());
            } else {
                stores.put(line.store(), line.number());
                amazons.put(line.amazonSku(), line.number());
                flawless.add(line);
            }
        }
        return flawless;
    }

    private static Optional<LinkResult> mistake(LinkRow line) {
        if (line.mistake().isPresent()) {
            return line.mistake().map(it -> LinkResult.refused(line, "unreadable-line", SkuFile.told(it)));
        }
        if (line.store().equals(new Store.BySku("")) || line.amazonSku().isEmpty()) {
            return Optional.of(LinkResult.refused(line, "sku-missing", "a line needs a store SKU and an Amazon SKU"));
        }
        if (!PlainText.is(line.storeSku())) {
            return Optional.of(LinkResult.refused(line, "unknown-sku", "no SKU has control characters"));
        }
        return SellerSku.mistake(line.amazonSku())
                .map(mistake -> LinkResult.refused(line, "invalid-amazon-sku", mistake))
                .or(() -> notTheSellers(line))
                .or(() -> line.packSize().isPresent()
                        ? PackSize.mistake(line.packSize().getAsInt())
                                .map(mistake -> LinkResult.refused(line, "invalid-pack-size", mistake))
                        : Optional.empty());
    }

    /// Such a link would look as if numbers were sent by it.
    static Optional<LinkResult> notTheSellers(LinkRow line) {
        return switch (Fulfilment.of(line.channel())) {
            case SELLER -> Optional.empty();
            case AMAZON ->
                Optional.of(LinkResult.refused(
                        line, "fulfilled-by-amazon", "Amazon fulfils it (FBA), and no quantity is ever sent for it"));
            case UNKNOWN ->
                Optional.of(LinkResult.refused(
                        line,
                        "unknown-channel",
                        Proposals.unknownChannel(line.channel().orElse(""))));
        };
    }

    private static String told(Store store) {
        return switch (store) {
            case Store.BySku _ -> "store SKU";
            case Store.ById _ -> "variant";
        };
    }

    private static <K> Optional<LinkResult> repeated(LinkRow line, String what, K key, Map<K, Integer> before) {
        return Optional.ofNullable(before.get(key))
                .map(first -> LinkResult.refused(
                        line, "given-twice", "the %s was given in line %d already".formatted(what, first)));
    }

    private Optional<List<LinkResult>> take(
            long merchantId, long listId, long shopId, List<LinkRow> lines, boolean dryRun) {
        if (!dryRun) {
            stale.linksChange(merchantId);
        }
        return SellingList.of(merchantId, listId).map(list -> take(list, shopId, lines, dryRun));
    }

    private List<LinkResult> take(SellingList list, long shopId, List<LinkRow> lines, boolean dryRun) {
        var found = found(list.merchantId, shopId, lines);
        var variants = found.values().stream()
                .flatMap(List::stream)
                .map(Found::variantId)
                .toList();
        var listed = new State(skus.listed(
                list, shopId, variants, lines.stream().map(LinkRow::amazonSku).toList()));
        var results = lines.stream()
                .map(line -> decide(list, line, found.getOrDefault(line.store(), List.of()), listed))
                .toList();
        if (!dryRun) {
            store(list, shopId, results, listed);
        }
        return results;
    }

    private Map<Store, List<Found>> found(long merchantId, long shopId, List<LinkRow> lines) {
        var names = new ArrayList<String>();
        var ids = new HashMap<Long, Store>();
        for (var line : lines) {
            switch (line.store()) {
                case Store.BySku(var sku) -> names.add(sku);
                case Store.ById byId -> ids.put(byId.variantId(), byId);
            }
        }
        var found = new HashMap<Store, List<Found>>();
        skus.exactly(new Among.OfShop(merchantId, shopId), names)
                .forEach((sku, variants) -> found.put(new Store.BySku(sku), variants));
        skus.ofIds(merchantId, shopId, ids.keySet()).forEach((id, variant) -> found.put(ids.get(id), List.of(variant)));
        return found;
    }

    /// The listings of a list that lines are about.
    private record State(Map<Long, Listed> ofVariant, Map<String, Long> variantOfSku) {
        State(List<Listed> listed) {
            this(listed.stream().collect(toMap(Listed::variantId, it -> it, (one, _) -> one)), new HashMap<>());
            listed.stream()
                    .filter(it -> it.sellerSku() != null)
                    .forEach(it -> variantOfSku.put(it.sellerSku(), it.variantId()));
        }
    }

    private static LinkResult decide(SellingList list, LinkRow line, List<Found> found, State state) {
        if (found.isEmpty()) {
            return switch (line.store()) {
                case Store.BySku _ -> LinkResult.refused(line, "unknown-sku", "no variant of the shop has this SKU");
                case Store.ById _ -> LinkResult.refused(line, "unknown-variant", "no such variant in this shop");
            };
        }
        if (found.size() > 1) {
            return LinkResult.refused(
                    line,
                    "ambiguous-sku",
                    "the variants %s all have this SKU: add one of them by its id"
                            .formatted(found.stream().map(Found::variantId).toList()));
        }
        long variant = found.getFirst().variantId();
        var listed = state.ofVariant().get(variant);
        if (listed != null && listed.sellerSku() != null) {
            return linked(line, variant, listed, listed.sellerSku());
        }
        if (state.variantOfSku().containsKey(line.amazonSku())) {
            return LinkResult.refused(
                    line, "amazon-sku-taken", "another variant of the list is linked to this Amazon SKU");
        }
        if (listed == null && list.follows()) {
            return LinkResult.refused(
                    line, "follows-collections", "it is in no collection that the Selling List follows");
        }
        return LinkResult.done(line, listed == null ? Outcome.ADDED : Outcome.LINKED, variant);
    }

    private static LinkResult linked(LinkRow line, long variant, Listed listed, String sellerSku) {
        if (!sellerSku.equals(line.amazonSku())) {
            return LinkResult.refused(
                    line,
                    "linked-otherwise",
                    "it is linked to \"%s\": change that link first, or link the other SKU in another Selling List"
                            .formatted(sellerSku));
        }
        return line.packSize().orElse(listed.packSize()) == listed.packSize()
                ? LinkResult.done(line, Outcome.UNCHANGED, variant)
                : LinkResult.refused(
                        line,
                        "pack-otherwise",
                        "it is linked like this with a pack size of %d: change that at the listing"
                                .formatted(listed.packSize()));
    }

    private void store(SellingList list, long shopId, List<LinkResult> results, State state) {
        var added = new ArrayList<Member>();
        var linked = new ArrayList<SkuRows.Link>();
        var changed = new HashSet<String>();
        for (var result : results) {
            switch (result.outcome()) {
                case ADDED -> added.add(member(list.merchantId, shopId, result));
                case LINKED -> linked.add(link(state, result));
                case UNCHANGED, REFUSED -> {
                    continue;
                }
            }
            changed.add(result.amazonSku());
        }
        members.add(list, added);
        skus.link(list.merchantId, linked);
        stale.add(list.account(), changed);
    }

    private static Member member(long merchantId, long shopId, LinkResult result) {
        long variant = result.variantId().orElseThrow();
        return new Member(
                new VariantKey(merchantId, shopId, variant),
                result.amazonSku(),
                result.packSize().orElse(1));
    }

    private static SkuRows.Link link(State state, LinkResult result) {
        long listing = Optional.ofNullable(
                        state.ofVariant().get(result.variantId().orElseThrow()))
                .orElseThrow()
                .listingId();
        var pack = result.packSize();
        return new SkuRows.Link(listing, result.amazonSku(), pack.isPresent() ? pack.getAsInt() : null);
    }

    /// Suggests what may be meant by SKUs that are not there, and warns of those that a spreadsheet may have
    /// spoilt, also where they happen to be there.
    private List<LinkResult> suggesting(long merchantId, long shopId, List<LinkResult> results) {
        var unknown = results.stream().filter(LinkResult::isUnknown).limit(AT_ONCE);
        var doubtful = results.stream().filter(result -> SpoiltSku.mayBe(result.storeSku()));
        var asked = Stream.concat(unknown, doubtful)
                .map(LinkResult::storeSku)
                .filter(PlainText::is)
                .distinct()
                .toList();
        var near = skus.nearly(new Among.OfShop(merchantId, shopId), asked);
        return results.stream()
                .map(result -> suggesting(result, near.getOrDefault(result.storeSku(), List.of())))
                .toList();
    }

    private static LinkResult suggesting(LinkResult result, List<Found> near) {
        var skus = near.stream().map(Found::sku).toList();
        var warnings = Stream.concat(
                        SpoiltSku.warnings(result.storeSku(), skus).stream(),
                        SpoiltSku.warning(result.amazonSku()).stream())
                .toList();
        return (result.isUnknown() ? result.suggesting(skus) : result).warning(warnings);
    }
}
