package io.stockrule.delivery;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;

/// Whether Amazon answers. When it does not, the service is still ready: numbers wait and go out when it is back.
@Wellness
@ApplicationScoped
class AmazonHealth implements HealthCheck {
    private record Failure(Instant since, String reason) {}

    private final InstantSource time;
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

    AmazonHealth(InstantSource time) {
        this.time = time;
    }

    void noteSend(SendResult result) {
        switch (result) {
            case SendResult.NotSent notSent -> failed(notSent.reason());
            case SendResult.Lost lost -> failed(lost.reason());
            case SendResult.AccountRefused refused -> failed(refused.reason());
            case SendResult.Accepted _, SendResult.Refused _, SendResult.Throttled _ -> failure.set(null);
        }
    }

    void noteRead(ReadResult result) {
        switch (result) {
            case ReadResult.Failed failed -> failed(failed.reason());
            case ReadResult.AccountRefused refused -> failed(refused.reason());
            case ReadResult.Read _, ReadResult.Throttled _ -> failure.set(null);
        }
    }

    private void failed(String reason) {
        var now = time.instant();
        failure.updateAndGet(last -> new Failure(last == null ? now : last.since(), reason));
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("amazon");
        var last = failure.get();
        return last == null
                ? response.up().build()
                : response.down()
                        .withData("since", last.since().toString())
                        .withData("reason", last.reason())
                        .build();
    }
}
