package io.stockrule.sync;

import io.smallrye.health.api.Wellness;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Names in health the rule files that are gone, and the profiles that include them.
@Wellness
class MissingRuleFilesHealth implements HealthCheck {
    private static final int SHOWN = 10;

    private final MissingRuleFiles missing;

    MissingRuleFilesHealth(MissingRuleFiles missing) {
        this.missing = missing;
    }

    @Override
    public HealthCheckResponse call() {
        var byFile = missing.byFile();
        var answer = HealthCheckResponse.named("included rule files")
                .status(byFile.isEmpty())
                .withData("missing", byFile.size());
        byFile.entrySet().stream()
                .limit(SHOWN)
                .forEach(file -> answer.withData(
                        file.getKey(),
                        "is gone; put it back into the folder, or take it out of " + named(file.getValue())));
        return answer.build();
    }

    private static String named(List<String> profiles) {
        var shown = String.join(", ", profiles.subList(0, Math.min(SHOWN, profiles.size())));
        return profiles.size() > SHOWN ? shown + " and " + (profiles.size() - SHOWN) + " more" : shown;
    }
}
