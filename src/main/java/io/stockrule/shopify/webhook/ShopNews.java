package io.stockrule.shopify.webhook;

import static java.util.Comparator.comparingLong;

import io.stockrule.shopify.ShopEditor;
import io.stockrule.shopify.ShopKey;
import io.stockrule.shopify.ShopLogins;
import io.stockrule.shopify.ShopTurns;
import io.stockrule.shopify.leaving.PrivacyRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Takes what webhooks tell of shops themselves and of the app, and what they ask for in the name of privacy. Few come,
/// and each is a matter of one row.
@ApplicationScoped
class ShopNews {
    /// So that two replicas that take such news do not wait for each other.
    private static final Comparator<News> IN_ORDER = comparingLong(
                    (News news) -> news.shop().merchantId())
            .thenComparingLong(news -> news.shop().shopId());

    private final ShopLogins logins;
    private final ShopTurns turns;
    private final ShopEditor editor;
    private final PrivacyRequests privacy;

    ShopNews(ShopLogins logins, ShopTurns turns, ShopEditor editor, PrivacyRequests privacy) {
        this.logins = logins;
        this.turns = turns;
        this.editor = editor;
        this.privacy = privacy;
    }

    private record News(ShopKey shop, Webhook.OfShop content) {}

    void take(List<ReceivedWebhook> webhooks) {
        webhooks.stream().flatMap(ShopNews::news).sorted(IN_ORDER).forEach(this::take);
        privacy.note(webhooks.stream().flatMap(ShopNews::told).toList());
    }

    private void take(News news) {
        switch (news.content()) {
            case Webhook.Uninstalled _ -> logins.uninstalled(news.shop());
            // The grant is asked first, and what the app may read now is read.
            case Webhook.OtherScopes _ -> turns.readWhole(news.shop());
            // Told in any order; each night the shop is asked, too.
            case Webhook.ShopChanged changed -> changed.timeZone().ifPresent(zone -> editor.learn(news.shop(), zone));
        }
    }

    private static Stream<News> news(ReceivedWebhook webhook) {
        return webhook.content() instanceof Webhook.OfShop content
                ? Stream.of(new News(webhook.shop(), content))
                : Stream.empty();
    }

    private static Stream<PrivacyRequests.Told> told(ReceivedWebhook webhook) {
        return webhook.content() instanceof Webhook.Privacy asked
                ? Stream.of(new PrivacyRequests.Told(webhook.shop(), asked.topic()))
                : Stream.empty();
    }
}
