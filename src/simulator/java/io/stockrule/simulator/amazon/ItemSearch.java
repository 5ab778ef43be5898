package io.stockrule.simulator.amazon;

import static io.stockrule.simulator.amazon.Parameters.require;

import io.stockrule.simulator.Call;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.SimulatorJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// One searchListingsItems: by up to 20 identifiers, or page by page through all of a seller's listings.
final class ItemSearch {
    private static final int MOST_IDENTIFIERS = 20;
    private static final int LARGEST_PAGE = 20;
    private static final int DEFAULT_PAGE = 10;
    /// No search pages beyond it.
    private static final int MOST_ITEMS = 1_000;

    private static final Set<String> IDENTIFIER_TYPES =
            Set.of("ASIN", "EAN", "FNSKU", "GTIN", "ISBN", "JAN", "MINSAN", "SKU", "UPC");

    private final AmazonListings listings;
    private final SellerAccount account;
    private final Call call;
    private final String marketplace;
    private final List<String> sets;

    ItemSearch(AmazonListings listings, SellerAccount account, Call call, String marketplace, List<String> sets) {
        this.listings = listings;
        this.account = account;
        this.call = call;
        this.marketplace = marketplace;
        this.sets = sets;
    }

    HttpAnswer answer() {
        var identifiers = call.list("identifiers");
        var type = call.query("identifiersType").orElse("");
        require(
                identifiers.isEmpty() == type.isEmpty(),
                () -> AmazonRefusal.invalidInput("'identifiers' and 'identifiersType' must be provided together."));
        require(
                type.isEmpty() || IDENTIFIER_TYPES.contains(type),
                () -> AmazonRefusal.invalidInput("Invalid 'identifiersType' provided."));
        require(
                identifiers.size() <= MOST_IDENTIFIERS,
                () -> AmazonRefusal.invalidInput("Too many 'identifiers' provided. Expected a maximum of 20."));
        return identifiers.isEmpty() ? page(everything()) : page(found(identifiers, type));
    }

    private List<AmazonListing> found(List<String> identifiers, String type) {
        var candidates = type.equals("SKU")
                ? listings.find(account.seller(), identifiers)
                : everything().stream()
                        .filter(listing -> type.equals("ASIN") && identifiers.contains(listing.asin()))
                        .toList();
        return candidates.stream()
                .filter(listing -> listing.sellsIn(marketplace))
                .toList();
    }

    private List<AmazonListing> everything() {
        return listings.recent(account.seller(), 0, MOST_ITEMS).stream()
                .filter(listing -> listing.sellsIn(marketplace))
                .toList();
    }

    private HttpAnswer page(List<AmazonListing> all) {
        int size = size();
        int from = Math.min(offset(), all.size());
        int to = Math.min(from + size, all.size());
        var body = SimulatorJson.object().put("numberOfResults", all.size());
        var pagination = body.putObject("pagination");
        if (to < all.size()) {
            pagination.put("nextToken", token(to));
        }
        if (from > 0) {
            pagination.put("previousToken", token(Math.max(0, from - size)));
        }
        var items = body.putArray("items");
        all.subList(from, to).forEach(listing -> items.add(ItemView.of(listing, marketplace, sets)));
        return HttpAnswer.json(200, body);
    }

    private int size() {
        var given = call.query("pageSize").orElse(Integer.toString(DEFAULT_PAGE));
        require(given.matches("\\d{1,3}"), () -> AmazonRefusal.invalidInput("Invalid 'pageSize' provided."));
        int size = Integer.parseInt(given);
        require(size >= 1 && size <= LARGEST_PAGE, () -> AmazonRefusal.invalidInput("Invalid 'pageSize' provided."));
        return size;
    }

    private int offset() {
        try {
            return call.query("pageToken")
                    .map(token -> new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8))
                    .map(Integer::parseUnsignedInt)
                    .orElse(0);
        } catch (IllegalArgumentException e) {
            throw AmazonRefusal.invalidInput("Invalid 'pageToken' provided.");
        }
    }

    private static String token(int offset) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Integer.toString(offset).getBytes(StandardCharsets.UTF_8));
    }
}
