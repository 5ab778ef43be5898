package io.stockrule.delivery.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.stockrule.amazon.SimulatedMarketplace;
import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.listing.AccountKey;
import io.stockrule.listing.AmazonAccounts;
import io.stockrule.listing.TestSeller;
import io.stockrule.listing.catalogue.TestCatalogues;
import io.stockrule.simulator.SimulatorOptions;
import io.stockrule.simulator.Simulators;
import io.stockrule.simulator.TestClock;
import jakarta.enterprise.inject.spi.CDI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/// The reports of one seller, before the simulated Amazon and in simulated time: the workers are off, and their steps
/// are taken here.
public final class SimulatedReports implements AutoCloseable {
    private static final String SELLER = "A1SELLER";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Jdbi database = CDI.current().select(Jdbi.class).get();
    private final AmazonAccounts accounts =
            CDI.current().select(AmazonAccounts.class).get();
    private final DeliveryConfig delivery =
            CDI.current().select(DeliveryConfig.class).get();
    private final HttpClient http = HttpClient.newHttpClient();
    private final TestClock clock = new TestClock();
    private final TestSeller seller;
    private final Simulators simulators;
    private CatalogueQueue queue;
    private CatalogueSteps steps;
    private TestCatalogues kept;

    private record Settings(int fromTargets) implements CatalogueConfig {
        @Override
        public Duration mayBeOld() {
            return Duration.ofHours(6);
        }

        @Override
        public Duration madeWithin() {
            return Duration.ofHours(4);
        }

        @Override
        public Duration fetchedWithin() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Duration poll() {
            return Duration.ofSeconds(10);
        }
    }

    /// @param memory a folder for the simulators
    public SimulatedReports(Path memory, TestSeller seller) {
        this.seller = seller;
        this.simulators = Simulators.start(memory, SimulatorOptions.defaults().with(clock));
        account("{\"millis\":60000,\"packed\":true}");
        use(5, 1_000_000, 1_000);
    }

    /// @param fromTargets from so many on an account is large
    void use(int fromTargets, int mostRows, int mostOddRows) {
        var config = new Settings(fromTargets);
        kept = TestCatalogues.at(clock, mostRows, mostOddRows);
        queue = new CatalogueQueue(database, kept.catalogues(), clock, delivery, config);
        steps = new CatalogueSteps(
                SimulatedMarketplace.of(simulators, clock).reports(),
                queue,
                kept.catalogues(),
                accounts,
                database,
                clock,
                delivery,
                config,
                CDI.current().select(MeterRegistry.class).get());
    }

    /// @param reports how the seller's come, as the simulator takes it
    public void account(String reports) {
        control("PUT", "/amazon/accounts/" + SELLER, """
                {"clientId":"amzn1.application-oa2-client.1","clientSecret":"%s","refreshToken":"%s","reports":%s}""".formatted(
                        TestSeller.CLIENT_SECRET, TestSeller.REFRESH_TOKEN, reports));
    }

    /// From now on it is as late as for the service: what it tells over HTTP, it tells at its time.
    public void atTheServicesTime() {
        var now = CDI.current().select(InstantSource.class).get().instant();
        clock.pass(Duration.between(clock.instant(), now));
    }

    /// Asks over HTTP for what is listed in Germany, and sees to it that it comes.
    public void fetch() {
        seller.calls()
                .body(Map.of("marketplace", "DE"))
                .post("/api/v1/amazon-accounts/%d/catalogue-reports".formatted(seller.account()))
                .then()
                .statusCode(202);
        clock.pass(Duration.ofMinutes(1));
        runUntil("DONE");
    }

    /// Nothing of it is due any more.
    @Override
    public void close() {
        database.useHandle(handle -> handle.execute(
                "delete from catalogue_report where merchant_id = ?",
                seller.merchant().id()));
        simulators.close();
        http.close();
    }

    public TestClock clock() {
        return clock;
    }

    CatalogueQueue queue() {
        return queue;
    }

    public TestCatalogues kept() {
        return kept;
    }

    void plan() {
        queue.plan();
    }

    /// Takes the steps that are due until the report stands so.
    public void runUntil(String state) {
        for (int i = 0; i < 2_000; i++) {
            claimed().forEach(this::step);
            if (state.equals(report().get("state"))) {
                return;
            }
            clock.pass(Duration.ofSeconds(10));
        }
        throw new AssertionError("not " + state + " but " + report());
    }

    void step(CatalogueReport report) {
        var credentials = accounts.credentials(List.of(report.account())).get(report.account());
        steps.step(Objects.requireNonNull(credentials), report);
    }

    List<CatalogueReport> claimed() {
        return claimed(List.of(seller.key()));
    }

    /// Accounts of other tests may be due, too.
    List<CatalogueReport> claimed(Collection<AccountKey> ours) {
        return Stream.generate(queue::claim)
                .takeWhile(some -> !some.isEmpty())
                .flatMap(List::stream)
                .filter(report -> ours.contains(report.account()))
                .toList();
    }

    Map<String, Object> report() {
        return database.withHandle(handle -> handle.select(
                        "select * from catalogue_report where merchant_id = ?",
                        seller.merchant().id())
                .mapToMap()
                .findOne()
                .orElse(Map.of()));
    }

    /// Offers S-0, S-1, and so on, of the seller's own.
    public void list(int howMany, IntFunction<Integer> quantity) {
        for (int from = 0; from < howMany; from += 5_000) {
            listings(IntStream.range(from, Math.min(from + 5_000, howMany))
                    .mapToObj(i -> """
                            {"sku":"S-%d","channels":[{"fulfillment_channel_code":"DEFAULT","quantity":%d}]}""".formatted(i, quantity.apply(i)))
                    .collect(Collectors.joining(",", "[", "]")));
        }
    }

    public void listings(String json) {
        control("PUT", "/amazon/accounts/" + SELLER + "/listings", json);
    }

    /// @param operation such as `report` or `document`
    public void fault(String operation, String kind, int times) {
        control(
                "POST",
                "/faults",
                "{\"operation\":\"%s\",\"kind\":\"%s\",\"times\":%d}".formatted(operation, kind, times));
    }

    /// How often Amazon was called, by operation.
    Map<String, Integer> calls() {
        var prefix = "amazon " + SELLER + " ";
        return control("GET", "/counters", "").properties().stream()
                .filter(counter -> counter.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        counter -> counter.getKey().substring(prefix.length()).split(" ")[0],
                        counter -> counter.getValue().asInt(),
                        Integer::sum));
    }

    private JsonNode control(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(simulators.control() + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            var reply = http.send(request, BodyHandlers.ofString());
            assertThat(reply.statusCode()).as(reply.body()).isLessThan(300);
            return JSON.readTree(reply.body().isEmpty() ? "{}" : reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
