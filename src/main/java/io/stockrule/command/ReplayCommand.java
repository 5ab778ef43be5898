package io.stockrule.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bin/stockrule replay`: has a running service take in once more the webhooks that it has kept.
@Command(
        name = "replay",
        description = "Has a running service take in once more the webhooks of a shop that it has kept, part by part."
                + " An older number never takes the place of a newer one, and of all else Shopify is asked, so it may"
                + " be done at any time and be broken off. The key is read from MERCHANT_KEY.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all were taken in", "1:the service refuses, or does not answer", "2:wrong usage"})
final class ReplayCommand implements Callable<Integer> {
    private final @Nullable String key;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Option(names = "--url", paramLabel = "URL", description = "Where the service is; ${DEFAULT-VALUE} if not given.")
    private URI url = URI.create("http://localhost:8080");

    @Option(
            names = "--shop",
            paramLabel = "ID",
            required = true,
            description = "Whose webhooks, by the shop's id here.")
    private long shop;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            required = true,
            description = "Those that came since then, such as 2026-11-27T06:00:00Z.")
    private String since = "";

    @Option(names = "--until", paramLabel = "TIME", description = "Those that came before; all if not given.")
    private @Nullable String until;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Such as inventory_levels/update; repeat it for each. Without it all are meant.")
    private List<String> topics = List.of();

    @Option(names = "--dry-run", description = "Only say what would be taken in.")
    private boolean dryRun;

    private long deliveries;
    private long levels;
    private long asked;
    private long leftOut;
    private long unreadable;

    /// @param key of the API; null if there is none
    ReplayCommand(@Nullable String key) {
        this.key = key;
    }

    static ReplayCommand ofThisProcess() {
        return new ReplayCommand(RunningService.keyOfThisProcess());
    }

    @Override
    public Integer call() throws InterruptedException {
        var key = RunningService.key(spec, this.key);
        var body = RunningService.body()
                .put("since", RunningService.time(spec, "--since", since))
                .put("dryRun", dryRun);
        if (until != null) {
            body.put("until", RunningService.time(spec, "--until", until));
        }
        if (!topics.isEmpty()) {
            topics.forEach(body.putArray("topics")::add);
        }
        var path = "/api/v1/shops/%d/deliveries/actions/replay".formatted(shop);
        try (var service = new RunningService(url, key)) {
            for (var next = Long.toString(Long.MAX_VALUE); !next.isEmpty(); ) {
                body.put("after", Long.parseLong(next));
                next = add(service.post(path, body));
            }
        } catch (RunningService.Failure e) {
            return failed(e.why());
        }
        out().println(report(dryRun ? "would be" : "were"));
        return ExitCode.FINE;
    }

    /// @return where to go on; empty at the end
    private String add(JsonNode part) {
        deliveries += part.path("deliveries").asLong();
        levels += part.path("levels").asLong();
        asked += part.path("asked").asLong();
        leftOut += part.path("leftOut").asLong();
        unreadable += part.path("unreadable").asLong();
        return part.path("next").asText();
    }

    private String report(String done) {
        var text = "%,d webhooks: the numbers of %,d %s taken in, and of what %,d others name Shopify %s asked"
                .formatted(deliveries, levels, done, asked, dryRun ? "would be" : "is");
        if (leftOut > 0) {
            text += "; %,d about the shop, the app or bulk operations are left out".formatted(leftOut);
        }
        return unreadable > 0 ? text + "; %,d cannot be read".formatted(unreadable) : text;
    }

    private int failed(String why) {
        spec.commandLine().getErr().println("stockrule: " + why);
        if (deliveries > 0) {
            spec.commandLine().getErr().println("stockrule: until then " + report(dryRun ? "would be" : "were"));
        }
        return ExitCode.REJECTED;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
