package io.stockrule.rules;

import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Tells in health whether the files in the rules folder are those in force, and why not.
@Wellness
class RuleFilesHealth implements HealthCheck {
    private static final int SHOWN = 10;

    private final RuleReloads reloads;

    RuleFilesHealth(RuleReloads reloads) {
        this.reloads = reloads;
    }

    @Override
    public HealthCheckResponse call() {
        var problems = reloads.problems();
        var answer = HealthCheckResponse.named("rule files")
                .status(problems.isEmpty())
                .withData("problems", problems.size());
        for (int i = 0; i < Math.min(SHOWN, problems.size()); i++) {
            answer = answer.withData("problem " + (i + 1), problems.get(i));
        }
        return answer.build();
    }
}
