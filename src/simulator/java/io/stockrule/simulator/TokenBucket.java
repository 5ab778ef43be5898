package io.stockrule.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A bucket that holds up to `burst` tokens and is refilled at a steady rate. Who asks for an earlier moment than the
/// one before is given what there is.
public final class TokenBucket {
    private double tokens;
    private Instant filled;

    private TokenBucket(double tokens, Instant filled) {
        this.tokens = tokens;
        this.filled = filled;
    }

    /// How a bucket is sized.
    ///
    /// @param perSecond tokens that flow in per second
    public record Size(double perSecond, double burst) {}

    /// Buckets by name; a new one is full.
    public static final class Shelf {
        private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

        public boolean take(String name, Size size, double wanted, Instant now) {
            return bucket(name, size, now).take(size, wanted, now);
        }

        public double available(String name, Size size, Instant now) {
            return bucket(name, size, now).take(size, 0, now) ? bucket(name, size, now).tokens : 0;
        }

        public void giveBack(String name, Size size, double unused, Instant now) {
            bucket(name, size, now).take(size, -unused, now);
        }

        public void clear() {
            buckets.clear();
        }

        private TokenBucket bucket(String name, Size size, Instant now) {
            return buckets.computeIfAbsent(name, _ -> new TokenBucket(size.burst(), now));
        }
    }

    private synchronized boolean take(Size size, double wanted, Instant now) {
        double seconds = Math.max(0, (now.toEpochMilli() - filled.toEpochMilli()) / 1000.0);
        tokens = Math.min(size.burst(), tokens + seconds * size.perSecond());
        filled = now.isAfter(filled) ? now : filled;
        if (wanted > tokens) {
            return false;
        }
        tokens = Math.min(size.burst(), tokens - wanted);
        return true;
    }
}
