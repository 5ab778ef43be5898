package io.stockrule.rules;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.stockrule.rules.file.FolderContent;
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
class RuleReloads {
    private static final Logger LOG = Logger.getLogger(RuleReloads.class);

    private final Rules rules;
    private final RulesConfig config;
    private final MeterRegistry meters;
    private final Event<RulesInUse> changes;
    private final Worker worker;
    private Optional<FolderContent> lastLook = Optional.empty();
    private Optional<RulesInUse> told = Optional.empty();
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

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
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
        tell();
        return false;
    }

    private void tryScenarios() {
        rules.tryScenarios();
        rules.problems().forEach(LOG::error);
        scenariosTried = true;
    }

    private void takeOver(FolderContent content) {
        var changed =
                Objects.requireNonNull(meters.timer("stockrule.rules.load").record(() -> rules.takeOver(content)));
        rules.problems().forEach(problem -> LOG.errorf("a rule file is not taken: %s", problem));
        LOG.infof(
                "rule files read: steps %s, included files changed: %s",
                changed.steps() ? "new" : "as before", changed.included());
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
