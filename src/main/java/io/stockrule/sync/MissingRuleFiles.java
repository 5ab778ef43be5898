package io.stockrule.sync;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.profile.Profiles;
import io.stockrule.rules.Rules;
import io.stockrule.rules.RulesInUse;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Knows which rule files profiles include although they are gone from the folder. Their listings hold, and nobody but
/// the operator can bring the file back.
///
/// It looks when the rule files change and now and then, for a profile may go or change, too; whoever asks gets
/// what the last look has found, and costs the database nothing.
@ApplicationScoped
class MissingRuleFiles implements BackgroundWork {
    private static final Logger LOG = Logger.getLogger(MissingRuleFiles.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Profiles profiles;
    private final Rules rules;
    private final Worker worker;
    private volatile SortedMap<String, List<String>> byFile = new TreeMap<>();

    MissingRuleFiles(Profiles profiles, Rules rules) {
        this.profiles = profiles;
        this.rules = rules;
        this.worker = new Worker("missing rule files", INTERVAL, this::look);
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    @Override
    public void stop() throws InterruptedException {
        worker.close();
    }

    void rulesInUse(@Observes RulesInUse now) {
        worker.wake();
    }

    /// The profiles that include each of them, by the file's name.
    Map<String, List<String>> byFile() {
        return byFile;
    }

    /// @return false: the next look comes when something changes
    private boolean look() {
        var now = profiles.includingOthersThan(rules.includable());
        var before = byFile;
        byFile = now;
        if (!now.keySet().equals(before.keySet())) {
            tell(now);
        }
        return false;
    }

    private static void tell(SortedMap<String, List<String>> missing) {
        if (missing.isEmpty()) {
            LOG.info("every rule file that a profile includes is there again");
        } else {
            LOG.errorf(
                    "rule files are gone that profiles include, whose listings hold: %s",
                    missing.entrySet().stream()
                            .map(file -> "%s, included by %d"
                                    .formatted(file.getKey(), file.getValue().size()))
                            .collect(Collectors.joining("; ")));
        }
    }
}
