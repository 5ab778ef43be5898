package io.stockrule.shopify;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/// How to reach Shopify and how to take what it sends.
@ConfigMapping(prefix = "stockrule.shopify")
public interface ShopifyConfig {
    /// Where Shopify is reached; `{shop}` stands for the shop's domain.
    @WithDefault("https://{shop}")
    @NotBlank
    String endpoint();

    /// Where Shopify reaches this service, such as `https://stock.example.com`: the service then sees to it
    /// itself that each shop sends its webhooks there, and merchants who let it into their shop at Shopify
    /// come back there, to `/shopify/authorized`. Without it a person subscribes the webhooks, and shops are
    /// connected in the other ways.
    Optional<
                    @Pattern(
                            regexp = "https://[^/?#\\s]+|http://(127\\.0\\.0\\.1|localhost)(:[0-9]+)?",
                            message = "must be https:// and a host, without a path")
                    String>
            webhookHost();

    /// How often it is looked whether each shop still sends its webhooks here.
    @WithDefault("1h")
    @DurationMin(seconds = 1)
    Duration subscriptionCheck();

    /// The largest webhook taken, in bytes. That of a product has its description and up to 100 variants.
    @WithDefault("1048576")
    @Positive
    int webhookLimit();

    /// Webhooks that may wait to be written; more are answered 503 and sent again by Shopify.
    @WithDefault("20000")
    @Positive
    int webhookQueue();

    /// Bytes of large bodies that may wait to be written, half of them of one merchant; more of them are
    /// answered 503 and sent again by Shopify. Those of levels are small and always find room.
    @WithDefault("33554432")
    @Positive
    int webhookQueueBytes();

    /// How long webhooks are kept as they came, to be taken in once more by `bin/stockrule replay`. One of a
    /// level takes about half a kilobyte. `0s` keeps none.
    @WithDefault("1d")
    Duration deliveries();

    /// Webhooks written in one transaction at most.
    @WithDefault("1000")
    @Positive
    int webhookBatch();

    /// How long a webhook may wait to be stored before it is answered 503. Shopify hangs up after 5 seconds.
    @WithDefault("3500ms")
    @DurationMin(millis = 1)
    Duration webhookPatience();

    /// How long webhooks that were put aside are kept after they came last.
    @WithDefault("14d")
    @DurationMin(millis = 1)
    Duration parkedWebhooks();

    /// How long levels that were found to be other than known are kept one by one. They stay counted.
    @WithDefault("30d")
    @DurationMin(millis = 1)
    Duration differences();

    /// How long a webhook signed with the secret before the present one is taken. Shopify goes on using the old
    /// secret for up to an hour after it was revoked, and a delivery may come a day late
    /// (https://shopify.dev/docs/apps/build/webhooks/verify-deliveries). `0s` takes none.
    @WithDefault("25h")
    Duration oldSecret();

    /// How long webhooks are taken at an address that a shop had before its present one. Shopify repeats a
    /// failed one for 4 hours at the address of its first attempt and may be a day late, and a person has to
    /// tell it the new address.
    @WithDefault("3d")
    @DurationMin(millis = 1)
    Duration oldAddress();

    /// How long a repeated webhook is recognised. Shopify repeats for 4 hours and may be a day late.
    @WithDefault("2d")
    @DurationMin(millis = 1)
    Duration receipts();

    /// How often due re-reads are looked for when nobody says that there are some.
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration rereadPoll();

    /// Items asked for in one request. Shopify takes 1,000 points a query; an item with 5 levels is about 20.
    @WithDefault("40")
    @Min(1)
    @Max(40)
    int rereadBatch();

    /// Shops re-read at the same time.
    @WithDefault("16")
    @Positive
    int rereadsAtOnce();

    /// After how long another replica may take over a re-read that never ended.
    @WithDefault("2m")
    @DurationMin(millis = 1)
    Duration rereadLease();

    /// How long to wait for Shopify's answer; its own limit is 10 seconds.
    @WithDefault("20s")
    @DurationMin(millis = 1)
    Duration timeout();

    /// How long Shopify is left alone after it refused a shop.
    @WithDefault("15m")
    @DurationMin(millis = 1)
    Duration suspension();

    /// When each shop is read whole without being asked, by its own clock. A shop that was read in the six
    /// hours before has its turn in the night after.
    @WithDefault("03:00")
    LocalTime nightlyReading();

    /// How often each shop is asked which levels have changed, so that a lost webhook is made good.
    @WithDefault("10m")
    @DurationMin(seconds = 1)
    Duration sweepEvery();

    /// How far a sweep reaches back before the last one: clocks differ, and Shopify's search is not always up
    /// to date. `0s` reaches back no further.
    @WithDefault("10m")
    Duration sweepOverlap();

    /// How often sweeps that are due are looked for.
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration sweepPoll();

    /// Shops swept at the same time.
    @WithDefault("8")
    @Positive
    int sweepsAtOnce();

    /// After how long another replica may take over a sweep that stands still. Longer than [#timeout].
    @WithDefault("2m")
    @DurationMin(millis = 1)
    Duration sweepLease();

    /// How often shops are looked for of whose products or locations something was told elsewhere.
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration cataloguePoll();

    /// Shops asked about their products at the same time.
    @WithDefault("8")
    @Positive
    int cataloguesAtOnce();

    /// After how long another replica may go on with a shop whose questions stand still. Longer than [#timeout].
    @WithDefault("2m")
    @DurationMin(millis = 1)
    Duration catalogueLease();

    /// Whether shops are imported, swept, asked about their products, and deleted here.
    @WithDefault("true")
    boolean importsEnabled();

    /// A shop whose reading page by page would take longer is read by bulk operations: Shopify writes it into
    /// files.
    @WithDefault("20s")
    @DurationMin(millis = 1)
    Duration bulkAfter();

    /// A shop is written into a file for each so many of its variants that are known, at most four, all at once.
    @WithDefault("100000")
    @Min(1)
    int bulkPart();

    /// How often imports that are due are looked for when nobody says that there are some.
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration importPoll();

    /// Shops imported at the same time.
    @WithDefault("4")
    @Positive
    int importsAtOnce();

    /// After how long another replica may go on with an import that stands still. Longer than [#timeout].
    @WithDefault("30s")
    @DurationMin(millis = 1)
    Duration importLease();
}
