package io.stockrule.rules;

import static java.util.stream.Collectors.joining;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.rules.file.FolderContent;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Watches the rules folder and lets changed files take over.
///
/// It compares contents, not times: a folder that is mounted, or copied over, may keep the times of its files. Files
/// are read when two looks in a row saw the same, so that a copy is not caught half way.
@ApplicationScoped
class RuleReloads implements BackgroundWork {
    private static final Logger LOG = Logger.getLogger(RuleReloads.class);
    private static final int SHOWN = 10;

    private final Rules rules;
    private final RulesConfig config;
    private final MeterRegistry meters;
    private final Event<RulesInUse> changes;
    private final Worker worker;
    private Optional<FolderContent> lastLook = Optional.empty();
    private Optional<RulesInUse> told = Optional.empty();
    private List<String> toldProblems = List.of();
    private boolean scenariosTried;
    private volatile Optional<String> unreadable = Optional.empty();

    RuleReloads(Rules rules, RulesConfig config, MeterRegistry meters, Event<RulesInUse> changes) {
        this.rules = rules;
        this.config = config;
        this.meters = meters;
        this.changes = changes;
        this.worker = new Worker("rule files", config.reloadEvery(), this::look);
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    @Override
    public void stop() throws InterruptedException {
        worker.close();
    }

    /// Why the files in the folder are not those in force.
    List<String> problems() {
        return Stream.concat(unreadable.stream(), rules.problems().stream()).toList();
    }

    /// @return false: the next look comes after the interval
    boolean look() {
        if (!scenariosTried) {
            tryScenarios();
        }
        try {
            var content = FolderContent.read(config.folder());
            boolean quiet = lastLook.filter(content::equals).isPresent();
            lastLook = Optional.of(content);
            unreadable = Optional.empty();
            if (quiet && !content.equals(rules.seen())) {
                takeOver(content);
            }
        } catch (InvalidRuleFiles e) {
            unreadable = Optional.ofNullable(e.getMessage());
        }
        tellProblems();
        tell();
        return false;
    }

    private void tryScenarios() {
        rules.tryScenarios();
        scenariosTried = true;
    }

    private void takeOver(FolderContent content) {
        var changed =
                Objects.requireNonNull(meters.timer("stockrule.rules.load").record(() -> rules.takeOver(content)));
        if (!changed.isNothing()) {
            LOG.infof("rule files taken: %s", named(changed));
        }
    }

    private static String named(RulesChanged changed) {
        return Stream.concat(
                        changed.steps() ? Stream.of("the steps") : Stream.empty(),
                        changed.included().stream().map("included \"%s\""::formatted))
                .collect(joining(", "));
    }

    private static String inOneLine(List<String> problems) {
        var shown = String.join("; ", problems.subList(0, Math.min(SHOWN, problems.size())));
        return shown.replaceAll("\\s*\\R\\s*", " ")
                + (problems.size() > SHOWN ? "; and " + (problems.size() - SHOWN) + " more" : "");
    }

    /// A line when problems come or change, and one when the last of them is gone.
    private void tellProblems() {
        var now = problems();
        if (!now.equals(toldProblems)) {
            if (now.isEmpty()) {
                LOG.info("rule files mended: all that are in the folder are in force");
            } else {
                LOG.errorf("rule files not taken, what was in force before stays: %s", inOneLine(now));
            }
            toldProblems = now;
        }
    }

    /// What fails here is tried again with the next look.
    private void tell() {
        var now = Optional.of(rules.inUse());
        if (!now.equals(told)) {
            now.ifPresent(changes::fire);
            told = now;
        }
    }
}
