package io.stockrule.simulator.amazon;

import static io.stockrule.simulator.amazon.Parameters.require;

import io.stockrule.simulator.Call;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.amazon.AmazonOrder.FulfilledBy;
import io.stockrule.simulator.amazon.AmazonOrder.Status;
import io.stockrule.simulator.amazon.OrderBook.Place;
import io.stockrule.simulator.amazon.OrderBook.Placed;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// One searchOrders: the orders that were created or updated in a span of time, page by page.
final class OrderSearch {
    private static final int LARGEST_PAGE = 100;
    private static final int MOST_MARKETPLACES = 50;

    /// The span ends so long before the request, at the latest.
    private static final Duration NOT_YET = Duration.ofMinutes(2);

    private static final Duration TOKEN_LIVES = Duration.ofHours(24);

    private final OrderBook book;
    private final SellerAccount account;
    private final Call call;
    private final Instant now;
    private final List<String> sets;

    OrderSearch(OrderBook book, SellerAccount account, Call call, Instant now, List<String> sets) {
        this.book = book;
        this.account = account;
        this.call = call;
        this.now = now;
        this.sets = sets;
    }

    /// Where a page begins.
    ///
    /// @param asked what must be asked the same for all pages
    private record Token(int asked, long issued, long before, long pastTime, long past) {
        private static Token read(String text) {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ");
            return new Token(
                    Integer.parseInt(parts[0]),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]),
                    Long.parseLong(parts[4]));
        }

        private String text() {
            var text = "%d %d %d %d %d".formatted(asked, issued, before, pastTime, past);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    HttpAnswer answer() {
        var created = time("createdAfter");
        var updated = time("lastUpdatedAfter");
        require(
                created.isPresent() != updated.isPresent(),
                refused("Exactly one of 'createdAfter' and 'lastUpdatedAfter' must be provided."));
        boolean byChange = updated.isPresent();
        require(
                call.query(byChange ? "createdBefore" : "lastUpdatedBefore").isEmpty(),
                refused("Times of creation and of update cannot be combined."));
        var from = byChange ? updated.get() : created.orElseThrow();
        var latest = now.minus(NOT_YET);
        var given = time(byChange ? "lastUpdatedBefore" : "createdBefore");
        given.ifPresent(before -> require(
                !before.isBefore(from) && !before.isAfter(latest),
                refused("The end must not be before the beginning, nor within two minutes of the request.")));
        require(call.list("marketplaceIds").size() <= MOST_MARKETPLACES, refused("Too many 'marketplaceIds'."));
        var token = token();
        long before = token.map(Token::before).orElse(given.orElse(latest).toEpochMilli());
        return page(byChange, from.toEpochMilli(), before, token, size());
    }

    private HttpAnswer page(boolean byChange, long from, long before, Optional<Token> token, int size) {
        var past = token.map(it -> new Place(it.pastTime(), it.past())).orElse(Place.FIRST);
        var found = book.between(account.seller(), byChange, from, before, past).stream()
                .filter(this::isAskedFor)
                .limit(size + 1L)
                .toList();
        var body = SimulatorJson.object();
        var orders = body.putArray("orders");
        found.stream().limit(size).forEach(placed -> orders.add(OrderView.of(placed.order(), sets)));
        if (found.size() > size) {
            var last = found.get(size - 1).place();
            body.putObject("pagination")
                    .put(
                            "nextToken",
                            new Token(asked(), now.toEpochMilli(), before, last.time(), last.number()).text());
        }
        body.put(
                byChange ? "lastUpdatedBefore" : "createdBefore",
                Instant.ofEpochMilli(before).toString());
        return HttpAnswer.json(200, body);
    }

    private boolean isAskedFor(Placed placed) {
        var order = placed.order();
        var by = named("fulfilledBy", FulfilledBy.values());
        var statuses = named("fulfillmentStatuses", Status.values());
        var marketplaces = call.list("marketplaceIds");
        return (by.isEmpty() || by.contains(order.fulfilledBy().name()))
                && (statuses.isEmpty() || statuses.contains(order.status().name()))
                && (marketplaces.isEmpty() || marketplaces.contains(order.marketplace()));
    }

    private List<String> named(String parameter, Enum<?>[] known) {
        var given = call.list(parameter);
        require(
                Arrays.stream(known).map(Enum::name).toList().containsAll(given),
                refused("Invalid '%s' provided.".formatted(parameter)));
        return given;
    }

    private int size() {
        var given = call.query("maxResultsPerPage").orElse(Integer.toString(LARGEST_PAGE));
        require(given.matches("\\d{1,3}"), refused("Invalid 'maxResultsPerPage' provided."));
        int size = Integer.parseInt(given);
        require(size >= 1 && size <= LARGEST_PAGE, refused("Invalid 'maxResultsPerPage' provided."));
        return size;
    }

    private Optional<Instant> time(String parameter) {
        try {
            return call.query(parameter).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException _) {
            throw AmazonRefusal.invalidInput("Invalid '%s' provided.".formatted(parameter));
        }
    }

    private Optional<Token> token() {
        var invalid = refused("Invalid 'paginationToken' provided.");
        try {
            var token = call.query("paginationToken").map(Token::read);
            token.ifPresent(it -> require(
                    it.asked() == asked() && now.toEpochMilli() < it.issued() + TOKEN_LIVES.toMillis(), invalid));
            return token;
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            throw invalid.get();
        }
    }

    private int asked() {
        return Stream.of(
                        "createdAfter",
                        "createdBefore",
                        "lastUpdatedAfter",
                        "lastUpdatedBefore",
                        "fulfillmentStatuses",
                        "marketplaceIds",
                        "fulfilledBy")
                .map(name -> name + "=" + call.query(name).orElse(""))
                .toList()
                .hashCode();
    }

    private static Supplier<AmazonRefusal> refused(String message) {
        return () -> AmazonRefusal.invalidInput(message);
    }
}
