package io.stockrule.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Sends webhooks over many connections, signed as Shopify signs them, each for another level than the ones under way:
/// first as many as are taken, then 1,000 a second whether they are taken or not. Of the latter each waits from the
/// moment that it was due. With a number as the last argument it sends that many a second and no more. It begins with
/// what is not counted: a minute in which the service comes up to its speed, or some seconds where it is.
///
/// It writes its requests by hand onto sockets, as it has to leave the machine to the service.
public final class WebhookLoad {
    private static final int CONNECTIONS = 256;
    /// Half of the service's time goes to its compiler before.
    private static final int WARM_UP_SECONDS = 60;
    private static final int STEADY_WARM_UP_SECONDS = 12;
    private static final int SECONDS = 20;
    private static final int STEADY_PER_SECOND = 1_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");

    private final Vertx vertx = Vertx.vertx();
    private final int port;
    private final String path;
    private final String domain;
    private final Mac mac;
    private final List<String> levels;
    private final OptionalInt only;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Deque<Long> due = new ArrayDeque<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private Phase phase = new Phase();
    private long sent;

    private WebhookLoad(int port, String path, String domain, Mac mac, List<String> levels, OptionalInt only) {
        this.port = port;
        this.path = path;
        this.domain = domain;
        this.mac = mac;
        this.levels = levels;
        this.only = only;
    }

    public static void main(String... args) throws IOException, GeneralSecurityException, InterruptedException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(args[3].getBytes(UTF_8), "HmacSHA256"));
        var load = new WebhookLoad(
                Integer.parseInt(args[0]),
                args[1],
                args[2],
                mac,
                Files.readAllLines(Path.of(args[4])),
                args.length > 5 ? OptionalInt.of(Integer.parseInt(args[5])) : OptionalInt.empty());
        load.vertx.runOnContext(_ -> load.begin());
        load.done.await();
        System.exit(0);
    }

    // All of it runs on one event loop.

    private void begin() {
        var client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        for (int i = 0; i < CONNECTIONS; i++) {
            client.connect(port, "127.0.0.1")
                    .onSuccess(socket -> connected(new Connection(socket)))
                    .onFailure(failure -> {
                        throw new IllegalStateException(failure);
                    });
        }
    }

    private void connected(Connection connection) {
        idle.add(connection);
        if (idle.size() == CONNECTIONS) {
            if (only.isPresent()) {
                steady(STEADY_WARM_UP_SECONDS, first -> steady(SECONDS, steady -> print(first, steady)));
            } else {
                flatOut(WARM_UP_SECONDS, _ -> flatOut(SECONDS, most -> steady(SECONDS, steady -> print(most, steady))));
            }
        }
    }

    private interface Next {
        void after(Phase phase);
    }

    private void flatOut(int seconds, Next next) {
        phase = new Phase();
        phase.closed = true;
        while (!idle.isEmpty()) {
            idle.remove().send(System.nanoTime());
        }
        vertx.setTimer(seconds * 1_000L, _ -> endWhenIdle(phase.end(), next));
    }

    private void steady(int seconds, Next next) {
        phase = new Phase();
        int perSecond = only.orElse(STEADY_PER_SECOND);
        long start = System.nanoTime();
        vertx.setPeriodic(1, timer -> {
            long now = System.nanoTime();
            long wanted = Math.min((now - start) * perSecond / 1_000_000_000, (long) seconds * perSecond);
            for (; phase.due < wanted; phase.due++) {
                due.add(start + (phase.due + 1) * 1_000_000_000 / perSecond);
            }
            while (!due.isEmpty() && !idle.isEmpty()) {
                idle.remove().send(due.remove());
            }
            if (phase.due == (long) seconds * perSecond && due.isEmpty()) {
                vertx.cancelTimer(timer);
                endWhenIdle(phase.end(), next);
            }
        });
    }

    private void endWhenIdle(Phase ended, Next next) {
        vertx.setPeriodic(5, timer -> {
            if (idle.size() == CONNECTIONS) {
                vertx.cancelTimer(timer);
                next.after(ended);
            }
        });
    }

    private void print(Phase most, Phase steady) {
        System.out.printf("{\"most\":%s,\"steady\":%s}%n", most.json(), steady.json());
        done.countDown();
    }

    private Buffer request() {
        var level = levels.get((int) (sent % levels.size())).split(" ", 2);
        sent++;
        var body = """
                {"inventory_item_id":%s,"location_id":%s,"available":%d,"updated_at":"%s",\
                "admin_graphql_api_id":"gid://shopify/InventoryLevel/%s?inventory_item_id=%s"}""".formatted(level[0], level[1], sent % 1_000, Instant.now(), level[1], level[0]);
        var head = """
                POST %s HTTP/1.1\r
                Host: 127.0.0.1\r
                Content-Type: application/json\r
                X-Shopify-Topic: inventory_levels/update\r
                X-Shopify-Shop-Domain: %s\r
                X-Shopify-Webhook-Id: load-%d\r
                X-Shopify-Hmac-Sha256: %s\r
                Content-Length: %d\r
                \r
                """.formatted(
                        path,
                        domain,
                        sent,
                        Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(UTF_8))),
                        body.length());
        return Buffer.buffer(head + body);
    }

    /// One connection, with at most one request under way.
    private final class Connection {
        private final NetSocket socket;
        private Buffer answer = Buffer.buffer();
        private long since;

        Connection(NetSocket socket) {
            this.socket = socket;
            socket.handler(this::receive);
            socket.closeHandler(_ -> {
                throw new IllegalStateException("the service closed a connection");
            });
        }

        void send(long since) {
            this.since = since;
            socket.write(request());
        }

        private void receive(Buffer part) {
            answer.appendBuffer(part);
            var text = answer.toString(US_ASCII);
            int head = text.indexOf("\r\n\r\n");
            if (head < 0) {
                return;
            }
            var length = LENGTH.matcher(text.substring(0, head));
            if (answer.length() < head + 4 + (length.find() ? Integer.parseInt(length.group(1)) : 0)) {
                return;
            }
            answer = Buffer.buffer();
            phase.answered(text.startsWith("2", 9), System.nanoTime() - since);
            if (phase.closed) {
                send(System.nanoTime());
            } else {
                idle.add(this);
            }
        }
    }

    /// What happened in some seconds.
    private static final class Phase {
        private final long start = System.nanoTime();
        private long[] waits = new long[1 << 16];
        private int answers;
        private long failed;
        private long due;
        private boolean closed;
        private double seconds;

        void answered(boolean good, long nanos) {
            if (answers == waits.length) {
                waits = Arrays.copyOf(waits, 2 * answers);
            }
            waits[answers++] = nanos;
            failed += good ? 0 : 1;
        }

        /// Requests under way are still waited for, and counted.
        Phase end() {
            closed = false;
            seconds = (System.nanoTime() - start) / 1e9;
            return this;
        }

        String json() {
            long[] sorted = Arrays.copyOf(waits, answers);
            Arrays.sort(sorted);
            return String.format(
                    Locale.ROOT,
                    "{\"answers\":%d,\"failed\":%d,\"perSecond\":%.0f,\"p50\":%.2f,\"p99\":%.2f,\"max\":%.2f}",
                    answers,
                    failed,
                    (answers - failed) / seconds,
                    answers == 0 ? 0 : sorted[answers / 2] / 1e6,
                    answers == 0 ? 0 : sorted[(int) (answers * 0.99)] / 1e6,
                    answers == 0 ? 0 : sorted[answers - 1] / 1e6);
        }
    }
}
