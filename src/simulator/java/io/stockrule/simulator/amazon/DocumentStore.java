package io.stockrule.simulator.amazon;

import io.stockrule.simulator.Call;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.Randoms;
import io.stockrule.simulator.Store;
import io.stockrule.simulator.Web;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is laid down for Amazon, and by Amazon, at addresses that are good for five minutes. They are called without an
/// access token; an upload has to be of the declared type, byte for byte
/// (https://developer-docs.amazon.com/sp-api/docs/feeds-api-best-practices).
final class DocumentStore {
    private static final String PATH = "/amazon/documents/";
    private static final long GOOD_FOR_MILLIS = 5 * 60_000;

    private final Store store;
    private final InstantSource clock;

    DocumentStore(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    void routes(Web web) {
        web.on("PUT", PATH + ":id", this::upload);
        web.on("GET", PATH + ":id", this::download);
    }

    /// One to be uploaded.
    ///
    /// @return its id
    String expect(String contentType) {
        return keep(contentType, null);
    }

    /// @return its id
    String keep(String contentType, byte @Nullable [] body) {
        var id = "amzn1.tortuga.4." + Randoms.id();
        store.use(h -> h.execute(
                "insert into document (id, content_type, body, made) values (?, ?, ?, ?)",
                id,
                contentType,
                body,
                clock.millis()));
        return id;
    }

    /// Where a document is put, or fetched, for a while.
    String address(Call call, String id) {
        return "http://%s%s%s?until=%d".formatted(call.host(), PATH, id, clock.millis() + GOOD_FOR_MILLIS);
    }

    boolean isKnown(String id) {
        return store.with(h -> h.createQuery("select count(*) from document where id = :id")
                        .bind("id", id)
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }

    Optional<byte[]> body(String id) {
        return store.with(h -> h.createQuery("select body from document where id = :id and body is not null")
                .bind("id", id)
                .mapTo(byte[].class)
                .findOne());
    }

    private HttpAnswer upload(Call call) {
        return store.with(h -> {
            int taken = call.number("until", 0) < clock.millis()
                    ? 0
                    : h.execute(
                            "update document set body = ? where id = ? and content_type = ?",
                            call.body(),
                            call.path("id"),
                            call.header("Content-Type").orElse(""));
            return taken > 0 ? new HttpAnswer.Sent(200, Map.of(), "") : refused();
        });
    }

    private HttpAnswer download(Call call) {
        return call.number("until", 0) < clock.millis()
                ? refused()
                : body(call.path("id"))
                        .<HttpAnswer>map(body -> new HttpAnswer.Bytes("application/octet-stream", body))
                        .orElseGet(DocumentStore::refused);
    }

    /// As the storage behind such addresses puts it.
    private static HttpAnswer refused() {
        return new HttpAnswer.Sent(
                403,
                Map.of("Content-Type", "application/xml"),
                "<Error><Code>AccessDenied</Code><Message>Request has expired or its signature does not match</Message></Error>");
    }
}
