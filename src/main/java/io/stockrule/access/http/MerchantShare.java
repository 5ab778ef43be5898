package io.stockrule.access.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What one merchant has under way, and who waits for a turn, the first first.
final class MerchantShare {
    private final int most;
    private final Deque<CompletableFuture<Boolean>> waiting = new ArrayDeque<>();
    private int underWay;

    MerchantShare(int most) {
        this.most = most;
    }

    /// @return completed with true when the turn comes, with false when it did not come in time
    synchronized CompletableFuture<Boolean> turn(Duration wait) {
        var turn = new CompletableFuture<Boolean>();
        if (underWay < most) {
            underWay++;
            turn.complete(true);
        } else {
            waiting.add(turn);
            turn.completeOnTimeout(false, wait.toMillis(), TimeUnit.MILLISECONDS);
        }
        return turn;
    }

    /// The call of this turn has ended, whether its turn ever came or not.
    void end(CompletableFuture<Boolean> turn) {
        if (turn.complete(false) || !turn.join()) {
            forget(turn);
        } else {
            passOn();
        }
    }

    private synchronized void forget(CompletableFuture<Boolean> turn) {
        waiting.remove(turn);
    }

    /// Whoever gave up meanwhile is passed over. What the next one does happens outside of the lock.
    private void passOn() {
        for (var next = next(); next.isPresent(); next = next()) {
            if (next.get().complete(true)) {
                return;
            }
        }
    }

    private synchronized Optional<CompletableFuture<Boolean>> next() {
        var next = Optional.ofNullable(waiting.poll());
        if (next.isEmpty()) {
            underWay--;
        }
        return next;
    }
}
