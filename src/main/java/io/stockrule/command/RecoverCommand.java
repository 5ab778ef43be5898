package io.stockrule.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bin/stockrule recover`: has a running service send again what failed.
@Command(
        name = "recover",
        description = "Has a running service queue again every number that failed since a time: refused, put off,"
                + " denied, or accepted and never shown. What was queued again since that time is left out, so it"
                + " may be done at any time, be broken off and be repeated. The key is read from MERCHANT_KEY.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all were queued", "1:the service refuses, or does not answer", "2:wrong usage"})
final class RecoverCommand implements Callable<Integer> {
    private final @Nullable String key;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Option(names = "--url", paramLabel = "URL", description = "Where the service is; ${DEFAULT-VALUE} if not given.")
    private URI url = URI.create("http://localhost:8080");

    @Option(
            names = "--since",
            paramLabel = "TIME",
            required = true,
            description = "Numbers that left since then, such as 2026-11-27T06:00:00Z.")
    private String since = "";

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Of one Amazon account, by its id here; of all if not given.")
    private @Nullable Long account;

    /// By account, then by how they had failed.
    private final Map<Long, Map<String, Long>> queued = new TreeMap<>();

    /// @param key of the API; null if there is none
    RecoverCommand(@Nullable String key) {
        this.key = key;
    }

    static RecoverCommand ofThisProcess() {
        return new RecoverCommand(RunningService.keyOfThisProcess());
    }

    @Override
    public Integer call() throws InterruptedException {
        var key = RunningService.key(spec, this.key);
        var body = RunningService.body().put("since", RunningService.time(spec, "--since", since));
        if (account != null) {
            body.put("amazonAccount", account);
        }
        try (var service = new RunningService(url, key)) {
            JsonNode part;
            do {
                part = service.post("/api/v1/deliveries/actions/recover", body);
                part.path("queued").forEach(this::add);
                body.set("after", part.path("next"));
            } while (part.path("next").isObject());
        } catch (RunningService.Failure e) {
            spec.commandLine().getErr().println("stockrule: " + e.why());
            if (!queued.isEmpty()) {
                spec.commandLine().getErr().println("stockrule: until then " + report());
            }
            return ExitCode.REJECTED;
        }
        spec.commandLine().getOut().println(report());
        return ExitCode.FINE;
    }

    private void add(JsonNode count) {
        queued.computeIfAbsent(count.path("account").asLong(), _ -> new TreeMap<>())
                .merge(words(count.path("kind").asText()), count.path("numbers").asLong(), Long::sum);
    }

    private static String words(String kind) {
        return kind.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private String report() {
        long all = queued.values().stream()
                .flatMap(kinds -> kinds.values().stream())
                .mapToLong(Long::longValue)
                .sum();
        var text = new StringBuilder("%,d numbers are queued again".formatted(all));
        queued.forEach((id, kinds) -> kinds.entrySet().forEach(kind -> text.append(line(id, kind))));
        return text.toString();
    }

    private static String line(long id, Entry<String, Long> kind) {
        return "%n  Amazon account %d: %,d %s".formatted(id, kind.getValue(), kind.getKey());
    }
}
