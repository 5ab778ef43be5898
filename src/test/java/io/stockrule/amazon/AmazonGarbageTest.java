package io.stockrule.amazon;

import static io.stockrule.amazon.RecordingAmazon.ACCOUNT;
import static io.stockrule.amazon.RecordingAmazon.status;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.delivery.marketplace.QuantityUpdate;
import io.stockrule.delivery.marketplace.ReadResult;
import io.stockrule.delivery.marketplace.SendResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that are no HTTP, or hardly. Nothing of it may come out as an exception or as an acceptance.
class AmazonGarbageTest {
    private static final Duration PLENTY = Duration.ofSeconds(5);

    private final RecordingAmazon amazon = new RecordingAmazon();

    @AfterEach
    void close() {
        amazon.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "\0\1\2\3\r\n\r\n",
                "SSH-2.0-OpenSSH_9.9\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 99999 OK\r\n\r\n",
                "HTTP/1.1 -1 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n{}\r\n",
                "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\n: \r\n\r\n{}",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\u001f\u008b",
                "HTTP/1.1 204 No Content\r\n\r\n",
            })
    void it_is_lost_and_nothing_worse(String answer) throws IOException {
        assertLost(answer.getBytes(ISO_8859_1));
    }

    @Test
    void random_bytes_are_lost_and_nothing_worse() throws IOException {
        var random = new Random(7);
        for (int i = 0; i < 50; i++) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertLost(bytes);
        }
    }

    @Test
    void headers_without_end_are_lost() throws IOException {
        assertLost(("HTTP/1.1 200 OK\r\n" + "x: yyyyyyyyyyyyyyyyyyyyyyyy\r\n".repeat(100_000)).getBytes(ISO_8859_1));
    }

    @Test
    void text_that_a_database_would_refuse_is_cleaned() {
        var said = "\\u0000 \\ud800 \\n end";
        amazon.says(RecordingAmazon.errors(400, "C", said), status(200, """
                {"status":"INVALID","issues":[{"code":"%s","message":"%s","severity":"%s"}]}
                """.formatted(said, said, said)));
        for (int i = 0; i < 2; i++) {
            assertThat(send(marketplace(Map.of())).toString())
                    .contains("end")
                    .doesNotContain("\0")
                    .doesNotContain("\ud800")
                    .doesNotContain("\n");
        }
    }

    private void assertLost(byte[] answer) throws IOException {
        try (var server = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> answerAll(server, answer));
            var garbled = marketplace(Map.of("stockrule.amazon.endpoint", "http://127.0.0.1:" + server.getLocalPort()));
            assertThat(send(garbled)).isInstanceOf(SendResult.Lost.class);
            assertThat(garbled.read(ACCOUNT, "DE", List.of("A"), PLENTY)).isInstanceOf(ReadResult.Failed.class);
        }
    }

    private static void answerAll(ServerSocket server, byte[] answer) {
        while (!server.isClosed()) {
            try (var connection = server.accept()) {
                connection.getInputStream().read(new byte[16 * 1024]);
                connection.getOutputStream().write(answer);
            } catch (IOException e) {
                if (!server.isClosed() && !(e instanceof SocketException)) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private AmazonMarketplace marketplace(Map<String, String> settings) {
        return RecordingAmazon.marketplace(amazon.config(settings), InstantSource.system());
    }

    private static SendResult send(AmazonMarketplace marketplace) {
        return marketplace.send(ACCOUNT, new QuantityUpdate("A", "DE", 7, OptionalInt.empty()), PLENTY, PLENTY);
    }
}
