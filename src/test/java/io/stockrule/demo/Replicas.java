package io.stockrule.demo;

import io.stockrule.database.SharedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// Several services on one PostgreSQL, between a simulated Shopify and a simulated Amazon, each in a process of
/// its own.
final class Replicas implements AutoCloseable {
    private static final String OPERATOR = "sr_operator-of-the-replicas";

    final SharedDatabase database;
    final Http simulators;
    private final Path data;
    private final int simulatorPort = DemoPrograms.freePort();
    private final JavaProcess simulatorProcess;
    private final Map<String, String> settings;
    private final List<Replica> all = new ArrayList<>();

    /// @param settings environment variables of all replicas
    Replicas(Map<String, String> settings) throws IOException, InterruptedException {
        this.settings = settings;
        data = Files.createTempDirectory("stockrule-replicas");
        var programs = programs(data);
        simulatorProcess = programs.startSimulators();
        simulators = programs.simulators();
        database = SharedDatabase.in(data.resolve("database"));
    }

    private DemoPrograms programs(Path folder) {
        return new DemoPrograms(Path.of(""), folder, simulatorPort);
    }

    /// A further service, with rule files of its own.
    ///
    /// @param ours environment variables of this one alone
    Replica start(String name, Map<String, String> ours) throws IOException, InterruptedException {
        return start(name, _ -> ours);
    }

    /// @param ours by the address that it will have
    Replica start(String name, Function<String, Map<String, String>> ours) throws IOException, InterruptedException {
        var replica = new Replica(name, ours);
        all.add(replica);
        return replica;
    }

    /// One of the services; it keeps its port and its rule files when it is started anew.
    final class Replica {
        final RuleFolder rules;
        private final String name;
        private final Path folder;
        private final int port = DemoPrograms.freePort();
        private final Map<String, String> environment;
        private JavaProcess process;

        private Replica(String name, Function<String, Map<String, String>> ours)
                throws IOException, InterruptedException {
            this.name = name;
            folder = data.resolve(name);
            rules = RuleFolder.copiedTo(folder.resolve("rules"));
            environment = new HashMap<>(settings);
            environment.putAll(database.settings());
            // All have one key set, which the first one makes.
            environment.put("STOCKRULE_DATA_FOLDER", data.resolve("shared").toString());
            environment.put("STOCKRULE_RULES_FOLDER", rules.folder().toString());
            environment.putAll(ours.apply(address()));
            process = launched();
        }

        private JavaProcess launched() throws InterruptedException {
            return programs(folder).startService(port, OPERATOR, environment);
        }

        /// Anew, after it has ended.
        void start() throws InterruptedException {
            process = launched();
        }

        JavaProcess process() {
            return process;
        }

        String name() {
            return name;
        }

        String address() {
            return "http://127.0.0.1:" + port;
        }

        Http operator() {
            return DemoPrograms.service(port).withKey(OPERATOR);
        }

        Http withKey(String key) {
            return DemoPrograms.service(port).withKey(key);
        }

        /// From now on Shopify tells this one.
        void takeWebhooks() {
            var shop = "/control/shopify/shops/" + Scenery.SHOP;
            var path = simulators.get(shop).path("webhookAddress").asText().replaceFirst("http://[^/]*", "");
            simulators.put(shop, Map.of("webhookAddress", address() + path));
        }
    }

    /// All of them at once, after they have ended.
    static void startAll(List<Replica> ended) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = ended.stream()
                    .<Callable<Void>>map(replica -> () -> {
                        replica.start();
                        return null;
                    })
                    .toList();
            for (var start : threads.invokeAll(starts)) {
                start.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a service does not start", e);
        }
    }

    /// The one number that a query gives.
    long count(String sql) {
        try {
            return Long.parseLong(database.ask(sql).getFirst());
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        all.forEach(replica -> replica.process().close());
        simulatorProcess.close();
        database.close();
    }
}
