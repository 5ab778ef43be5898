package io.stockrule.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// How long the pages of a million listings take, over HTTP, for every way to narrow them.
final class Lists implements Section {
    private static final int REQUESTS = 200;
    private static final int WARM_UP = 20;
    private static final double BAR_MILLIS = 100;
    private static final List<String> COMMON =
            List.of("candle", "CANDLE, SMALL", "rose", "batch a", "sku-1", "käse", "0");
    private static final List<String> NONE = List.of("zebra", "yoga mat", "rose, small", "SKU-1000000", "candle acme");
    private static final List<String> SHORT_NONE = List.of("qq", "ß", "--", "%", "zz");

    private final Random random = new Random(20261126);

    /// Parameters of a request, in order.
    private interface Question {
        Map<String, Object> next();
    }

    @Override
    public String name() {
        return "lists";
    }

    @Override
    public List<Row> measure(Place place) throws Exception {
        try (var service = new LiveService(place, 100, Map.of("STOCKRULE_DELIVERY_ENABLED", "false"))) {
            var shop = service.connect("lists.myshopify.com", 100);
            long start = System.nanoTime();
            var catalogue = ListCatalogue.of(service, shop);
            var rows = new ArrayList<Row>();
            rows.add(Row.info("adding 1,000,000 listings, with all they need", seconds(start), "s"));
            questions(catalogue).forEach((kind, question) -> rows.addAll(pages(kind, question, shop)));
            rows.addAll(rows("counts", millis(() -> shop.merchant().get("/api/v1/listings/counts"))));
            NONE.forEach(text -> rows.add(toTheEnd(text, shop)));
            SHORT_NONE.forEach(text -> rows.add(toTheEnd(text, shop)));
            rows.add(toTheEnd("acme", shop));
            return rows;
        }
    }

    private Map<String, Question> questions(ListCatalogue all) {
        var questions = new LinkedHashMap<String, Question>();
        questions.put("all", Map::of);
        questions.put("all, any page", () -> after(all));
        questions.put("500 a page", () -> with(after(all), "limit", 500));
        questions.put("a rare status", () -> Map.of("status", "Stopped"));
        questions.put("a common status, any page", () -> with(after(all), "status", "Linked"));
        questions.put("a status of none", () -> Map.of("status", "Linking Error"));
        questions.put(
                "several statuses, any page",
                () -> with(
                        after(all),
                        "status",
                        List.of("Update Error", "Pending Quantity Update", "Stopped", "Not Linked")));
        questions.put("a list, any page", () -> with(after(all), "sellingList", list(all)));
        questions.put(
                "a list and statuses",
                () -> with(Map.of("sellingList", list(all)), "status", List.of("Update Error", "Stopped")));
        questions.put("a SKU of the shop", () -> Map.of("sku", "SKU-%06d".formatted(number())));
        questions.put("a SKU of Amazon", () -> Map.of("sku", "AMZ-" + number()));
        questions.put("a SKU of none", () -> Map.of("sku", "NOPE-" + number()));
        questions.put(
                "a SKU, a list, a text and a status",
                () -> with(
                        with(Map.of("sku", "AMZ-" + number(), "q", "candle"), "sellingList", list(all)),
                        "status",
                        "Linked"));
        questions.put("a common text, any page", () -> with(after(all), "q", any(COMMON)));
        questions.put(
                "a text of one listing",
                () -> Map.of(
                        "q", any(List.of("sku-%06d", "KU-%06d", "amz-%06d")).formatted(number())));
        questions.put("a text of some listings", () -> Map.of("q", "batch %04x".formatted(random.nextInt(65_536))));
        questions.put(
                "a text of 100,000 at the end, any page",
                () -> with(after(all), "q", any(List.of("acme", "ACME rose", "acme c"))));
        questions.put("a text of none", () -> Map.of("q", any(NONE)));
        questions.put(
                "a common short text, any page", () -> with(after(all), "q", any(List.of("a", "ca", "1", "se", "-9"))));
        questions.put("a short text of none", () -> with(after(all), "q", any(SHORT_NONE)));
        questions.put(
                "a common text in a list, any page",
                () -> with(with(after(all), "q", any(COMMON)), "sellingList", list(all)));
        questions.put(
                "a text of one in a list", () -> Map.of("q", "sku-%06d".formatted(number()), "sellingList", list(all)));
        questions.put("a common text and a rare status", () -> Map.of("q", any(COMMON), "status", "Stopped"));
        questions.put(
                "a common text and statuses, any page",
                () -> with(with(after(all), "q", any(COMMON)), "status", List.of("Update Error", "Linked")));
        questions.put(
                "a text of 100,000 at the end and a status",
                () -> Map.of("q", "acme", "status", any(List.of("Update Error", "Linked"))));
        questions.put(
                "a text of one and a status",
                () -> Map.of("q", "sku-%06d".formatted(number()), "status", "Update Error"));
        questions.put(
                "a text of none and statuses",
                () -> Map.of("q", any(NONE), "status", List.of("Linked", "Update Error")));
        questions.put("a short text of none and a status", () -> Map.of("q", any(SHORT_NONE), "status", "Linked"));
        questions.put(
                "a text, a list and a status, any page",
                () -> with(
                        with(with(after(all), "q", any(COMMON)), "sellingList", list(all)), "status", "Update Error"));
        return questions;
    }

    private List<Row> pages(String kind, Question question, LiveService.Connected shop) {
        return rows(kind, millis(() -> shop.merchant().get(page(question.next()))));
    }

    private static double[] millis(Runnable request) {
        double[] millis = new double[REQUESTS];
        for (int i = -WARM_UP; i < REQUESTS; i++) {
            long start = System.nanoTime();
            request.run();
            if (i >= 0) {
                millis[i] = seconds(start) * 1_000;
            }
        }
        Arrays.sort(millis);
        return millis;
    }

    private static List<Row> rows(String kind, double[] millis) {
        return List.of(
                Row.info("listings: " + kind + ", p50", millis[millis.length / 2], "ms"),
                Row.below(BAR_MILLIS, "listings: " + kind + ", p99", millis[(int) (millis.length * 0.99)], "ms"));
    }

    /// In how many requests a search says that there is nothing, or finds the first.
    private static Row toTheEnd(String text, LiveService.Connected shop) {
        int requests = 0;
        JsonNode answer;
        var after = "0";
        do {
            answer = shop.merchant().get(page(Map.of("q", text, "after", after)));
            after = answer.path("next").asText();
            requests++;
        } while (answer.path("items").isEmpty() && answer.has("next"));
        return Row.info("listings: requests until \"%s\" is found, or known not to be".formatted(text), requests, "");
    }

    private static String page(Map<String, Object> parameters) {
        return "/api/v1/listings?"
                + String.join(
                        "&",
                        parameters.entrySet().stream()
                                .flatMap(parameter -> values(parameter.getValue())
                                        .map(value -> parameter.getKey() + "=" + URLEncoder.encode(value, UTF_8)))
                                .toList());
    }

    private static Stream<String> values(Object value) {
        return value instanceof List<?> several ? several.stream().map(String::valueOf) : Stream.of(value.toString());
    }

    private static Map<String, Object> with(Map<String, Object> parameters, String name, Object value) {
        var more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return more;
    }

    private Map<String, Object> after(ListCatalogue all) {
        return Map.of("after", all.listings[random.nextInt(ListCatalogue.LISTINGS)]);
    }

    private long list(ListCatalogue all) {
        return any(all.sellingLists);
    }

    private int number() {
        return 1 + random.nextInt(ListCatalogue.LISTINGS - 1);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
