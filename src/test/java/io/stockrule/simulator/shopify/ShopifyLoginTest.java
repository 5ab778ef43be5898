package io.stockrule.simulator.shopify;

import static io.stockrule.simulator.World.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.simulator.SimulatorJson;
import io.stockrule.simulator.World;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How applications are let in.
class ShopifyLoginTest {
    @TempDir
    Path data;

    World world;

    @BeforeEach
    void start() {
        world = World.on(data);
        world.control("PUT", "/shopify/shops/" + SHOP, "{}");
    }

    @AfterEach
    void end() {
        world.close();
    }

    private String code() {
        var reply =
                world.authorize("client_id=client-%s&redirect_uri=http%%3A%%2F%%2Flocalhost&state=s".formatted(SHOP));
        assertThat(reply.status()).isEqualTo(302);
        var target = URI.create(reply.header("Location"));
        assertThat(target.getHost()).isEqualTo("localhost");
        assertThat(target.getQuery()).contains("&shop=" + SHOP, "&state=s", "&timestamp=1772359200", "&hmac=");
        return target.getQuery().replaceFirst(".*code=([^&]+).*", "$1");
    }

    /// @param fields besides the application's id and secret
    private World.Reply token(Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("client_id", "client-" + SHOP);
        all.put("client_secret", "secret-" + SHOP);
        return world.shopifyLogin(SimulatorJson.text(all));
    }

    private World.Reply pair() {
        return token(Map.of("expiring", "1", "code", code()));
    }

    private World.Reply refreshed(World.Reply pair) {
        var token = pair.body().path("refresh_token").asText();
        return token(Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    private int asking(World.Reply pair) {
        return asking(SHOP, pair);
    }

    private int asking(String shop, World.Reply pair) {
        var token = pair.body().path("access_token").asText();
        return world.graphql(shop, "{\"query\": \"{ shop { id } }\"}", token).status();
    }

    @Test
    void a_code_is_good_once_and_only_for_tokens_that_expire() {
        var code = code();
        assertThat(token(Map.of("code", code)).status()).isEqualTo(400);
        var pair = token(Map.of("expiring", "1", "code", code));
        assertThat(pair.body().path("expires_in").asInt()).isEqualTo(3_600);
        assertThat(pair.body().path("refresh_token_expires_in").asInt()).isEqualTo(7_776_000);
        assertThat(asking(pair)).isEqualTo(200);
        assertThat(token(Map.of("expiring", "1", "code", code)).status()).isEqualTo(400);
    }

    @Test
    void an_access_token_is_good_for_an_hour() {
        var pair = pair();
        world.clock.pass(Duration.ofMinutes(59));
        assertThat(asking(pair)).isEqualTo(200);
        world.clock.pass(Duration.ofMinutes(1));
        assertThat(asking(pair)).isEqualTo(401);
        assertThat(asking(refreshed(pair))).isEqualTo(200);
    }

    @Test
    void a_refresh_token_is_good_until_what_it_brought_is_used() {
        var first = pair();
        var lost = refreshed(first);
        var second = refreshed(first);
        assertThat(asking(first)).as("one access token is good").isEqualTo(401);
        assertThat(asking(lost)).isEqualTo(401);
        assertThat(refreshed(lost).status()).isEqualTo(400);
        assertThat(asking(second)).isEqualTo(200);
        assertThat(refreshed(first).status()).isEqualTo(400);
        assertThat(refreshed(second).status()).isEqualTo(200);
    }

    @Test
    void a_refresh_token_is_good_for_ninety_days() {
        var pair = pair();
        world.clock.pass(Duration.ofDays(90));
        assertThat(refreshed(pair).status()).isEqualTo(400);
    }

    @Test
    void a_renamed_shop_keeps_what_it_gave() {
        var pair = pair();
        world.control("POST", "/shopify/shops/" + SHOP + "/rename", "{\"domain\": \"new.myshopify.com\"}");
        assertThat(asking(pair)).isEqualTo(404);
        assertThat(asking("new.myshopify.com", pair)).isEqualTo(200);
    }
}
