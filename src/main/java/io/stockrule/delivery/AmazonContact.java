package io.stockrule.delivery;

import io.stockrule.delivery.marketplace.ReadResult;
import io.stockrule.delivery.marketplace.SendResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Whether Amazon answers, as the latest requests told. An account that it refuses is answered: that is the account's
/// own trouble, and stands in its status.
@ApplicationScoped
public class AmazonContact {
    /// @param since when Amazon last stopped answering
    public record Failure(Instant since, String reason) {}

    private final InstantSource time;
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

    AmazonContact(InstantSource time) {
        this.time = time;
    }

    void noteSend(SendResult result) {
        switch (result) {
            case SendResult.NotSent notSent -> failed(notSent.reason());
            case SendResult.Lost lost -> failed(lost.reason());
            case SendResult.Accepted _,
                    SendResult.Refused _,
                    SendResult.PutOff _,
                    SendResult.Denied _,
                    SendResult.Throttled _,
                    SendResult.AccountRefused _ -> failure.set(null);
            case SendResult.Late _ -> {}
        }
    }

    void noteRead(ReadResult result) {
        switch (result) {
            case ReadResult.Failed failed -> failed(failed.reason());
            case ReadResult.Read _, ReadResult.Throttled _, ReadResult.AccountRefused _ -> failure.set(null);
        }
    }

    private void failed(String reason) {
        var now = time.instant();
        failure.updateAndGet(last -> new Failure(last == null ? now : last.since(), reason));
    }

    /// The failure that has not been followed by an answer yet.
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure.get());
    }
}
