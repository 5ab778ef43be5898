package io.stockrule.listing.linkmap;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.stockrule.access.PlainText;
import io.stockrule.listing.Member;
import io.stockrule.listing.Members;
import io.stockrule.listing.PackSize;
import io.stockrule.listing.SellerSku;
import io.stockrule.listing.SellingList;
import io.stockrule.listing.StaleTargets;
import io.stockrule.listing.linkmap.LinkRow.Store;
import io.stockrule.listing.linkmap.SkuRows.Found;
import io.stockrule.listing.linkmap.Standing.Taken;
import io.stockrule.stock.VariantKey;
import io.stockrule.table.SpoiltSku;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Links variants to Amazon SKUs as a merchant says, by a table or of what was proposed. Each line succeeds or
/// fails for itself; a link that there is already is never changed, nor gets another beside it unless a line
/// says the size of its pack, because a mistake in a table must not send numbers to another product.
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
        for (var part : parts(flawless(lines, results))) {
            var taken = QuarkusTransaction.requiringNew().call(() -> take(merchantId, listId, shopId, part, dryRun));
            if (taken.isEmpty()) {
                return Optional.empty();
            }
            taken.get().forEach(result -> results.put(result.line(), result));
        }
        return Optional.of(suggesting(merchantId, shopId, List.copyOf(results.values())));
    }

    /// Those of one variant are together, wherever they stand in the table, and one that does not say its pack
    /// is the first of them: so it makes no difference how a table is sorted.
    private static List<List<LinkRow>> parts(List<LinkRow> lines) {
        var parts = new ArrayList<List<LinkRow>>();
        var part = new ArrayList<LinkRow>();
        for (var together : ofVariants(lines)) {
            for (int from = 0; from < together.size(); from += AT_ONCE) {
                var piece = together.subList(from, Math.min(from + AT_ONCE, together.size()));
                if (part.size() + piece.size() > AT_ONCE) {
                    parts.add(part);
                    part = new ArrayList<>();
                }
                part.addAll(piece);
            }
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    private static Collection<List<LinkRow>> ofVariants(List<LinkRow> lines) {
        return lines.stream()
                .sorted(comparing(line -> line.meant().another()))
                .collect(groupingBy(line -> line.store().key(), LinkedHashMap::new, toList()))
                .values();
    }

    /// Lines that are right in themselves and do not repeat another one. A variant may have several that each
    /// say the size of their pack.
    private static List<LinkRow> flawless(List<LinkRow> lines, Map<Integer, LinkResult> results) {
        var stores = new HashMap<Store, Integer>();
        var amazons = new HashMap<String, Integer>();
        var flawless = new ArrayList<LinkRow>();
        for (var line : lines) {
            var mistake = mistake(line)
                    .or(() -> repeated(line, stores))
                    .or(() -> repeated(line, "Amazon SKU", line.amazonSku(), amazons));
            if (mistake.isPresent()) {
                results.put(line.number(), mistake.get());
            } else {
                if (!line.meant().another()) {
                    stores.put(line.store().key(), line.number());
                }
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

    private static Optional<LinkResult> repeated(LinkRow line, Map<Store, Integer> before) {
        var what = switch (line.store()) {
            case Store.BySku _ -> "store SKU";
            case Store.ById _ -> "variant";
        };
        return line.meant().another()
                ? Optional.empty()
                : repeated(line, what, line.store().key(), before);
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
        var standing = new Standing(
                list.follows(),
                skus.listed(
                        list,
                        shopId,
                        variants,
                        lines.stream().map(LinkRow::amazonSku).toList()));
        var taken = lines.stream()
                .map(line -> standing.take(line, found.getOrDefault(line.store().key(), List.of())))
                .toList();
        if (!dryRun) {
            store(list, shopId, taken);
        }
        return taken.stream().map(Taken::result).toList();
    }

    private Map<Store, List<Found>> found(long merchantId, long shopId, List<LinkRow> lines) {
        var names = new ArrayList<String>();
        var ids = new ArrayList<Long>();
        for (var line : lines) {
            switch (line.store()) {
                case Store.BySku(var sku) -> names.add(sku);
                case Store.ById byId -> ids.add(byId.variantId());
            }
        }
        var found = new HashMap<Store, List<Found>>();
        skus.exactly(new Among.OfShop(merchantId, shopId), names)
                .forEach((sku, variants) -> found.put(new Store.BySku(sku), variants));
        skus.ofIds(merchantId, shopId, ids)
                .forEach((id, variant) -> found.put(new Store.ById(id, "").key(), List.of(variant)));
        return found;
    }

    private void store(SellingList list, long shopId, List<Taken> taken) {
        var added = new ArrayList<Member>();
        var linked = new ArrayList<Members.Link>();
        var changed = new HashSet<String>();
        for (var one : taken) {
            var result = one.result();
            switch (result.outcome()) {
                case ADDED -> added.add(member(list.merchantId, shopId, result));
                case LINKED ->
                    linked.add(new Members.Link(one.listing().orElseThrow(), result.amazonSku(), packOf(result)));
                case UNCHANGED, REFUSED -> {
                    continue;
                }
            }
            changed.add(result.amazonSku());
        }
        members.add(list, added);
        members.link(list.merchantId, linked);
        stale.add(list.account(), changed);
    }

    private static Member member(long merchantId, long shopId, LinkResult result) {
        var variant = new VariantKey(merchantId, shopId, result.variantId().orElseThrow());
        return new Member(variant, result.amazonSku(), packOf(result));
    }

    private static @Nullable Integer packOf(LinkResult result) {
        return result.packSize().isPresent() ? (Integer) result.packSize().getAsInt() : null;
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
