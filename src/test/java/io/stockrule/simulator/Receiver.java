package io.stockrule.simulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// Takes webhooks and remembers them.
public final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                deliveries.add(new Delivery(exchange.getRequestHeaders(), body));
                exchange.getResponseHeaders().add("Location", "http://127.0.0.1:9/elsewhere");
                exchange.sendResponseHeaders(status, -1);
            }
        });
        server.start();
    }

    public record Delivery(Headers headers, String text) {
        public String header(String name) {
            return headers.getFirst(name);
        }

        public byte[] body() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    public String address() {
        return "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort());
    }

    public void answer(int status) {
        this.status = status;
    }

    public List<Delivery> deliveries() {
        return deliveries;
    }

    public List<String> headers(String name) {
        return deliveries.stream().map(delivery -> delivery.header(name)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
