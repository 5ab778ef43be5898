package io.stockrule.delivery.feed;

import java.time.Duration;

/// The settings of feeds as they are by default, but for their size.
public record FixedFeedConfig(int fromWaiting, int size) implements FeedConfig {
    @Override
    public Duration interval() {
        return Duration.ofMinutes(1);
    }

    @Override
    public int atOnce() {
        return 3;
    }

    @Override
    public Duration startWithin() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Duration stuckAfter() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration firstLook() {
        return Duration.ofSeconds(15);
    }

    @Override
    public Duration requestTimeout() {
        return Duration.ofSeconds(60);
    }

    @Override
    public Duration poll() {
        return Duration.ofSeconds(1);
    }
}
