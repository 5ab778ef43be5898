package io.stockrule.delivery.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.stockrule.delivery.marketplace.Feeds;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/// When numbers leave by thousands, in feeds.
@ConfigMapping(prefix = "stockrule.feeds")
public interface FeedConfig {
    /// A feed is used for an account of which so many numbers could leave at once; one by one these take
    /// seven minutes. 0: never.
    @WithDefault("2000")
    @Min(0)
    int fromWaiting();

    /// The most numbers of one feed. Amazon takes 25,000, and rather a few large feeds than many small ones.
    @WithDefault("25000")
    @Min(1)
    @Max(Feeds.MOST_MESSAGES)
    int size();

    /// How often an account may create one. Amazon allows 5 in 5 minutes (its changelog of 2025-05-06).
    @WithDefault("1m")
    @DurationMin(seconds = 1)
    Duration interval();

    /// How many feeds of an account may be under way. Amazon works them off one after the other.
    @WithDefault("3")
    @Min(1)
    int atOnce();

    /// A feed that Amazon has not taken by then is given up, and its numbers leave by another way.
    @WithDefault("10m")
    @DurationMin(seconds = 1)
    Duration startWithin();

    /// A feed that Amazon has not ended by then counts as stuck: its targets are looked at, and what does not show is
    /// sent by another way. When it ends all the same, the newest numbers are sent once more.
    @WithDefault("1h")
    @DurationMin(seconds = 1)
    Duration stuckAfter();

    /// When it is first asked whether a feed has ended; later looks wait twice as long each, at most two minutes.
    @WithDefault("15s")
    @DurationMin(millis = 1)
    Duration firstLook();

    /// The whole of one call about a feed, its file included.
    @WithDefault("60s")
    @DurationMin(millis = 1)
    Duration requestTimeout();

    /// How often to look for work, in real time.
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration poll();
}
