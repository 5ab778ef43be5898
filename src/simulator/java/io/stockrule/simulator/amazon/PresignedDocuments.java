package io.stockrule.simulator.amazon;

import io.stockrule.simulator.Call;
import io.stockrule.simulator.Counters;
import io.stockrule.simulator.Fault;
import io.stockrule.simulator.Faults;
import io.stockrule.simulator.HttpAnswer;
import io.stockrule.simulator.Randoms;
import io.stockrule.simulator.Store;
import io.stockrule.simulator.Web;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// Documents that are put and fetched at addresses good for a while, by whoever knows them, as feeds and reports have
/// them (https://developer-docs.amazon.com/sp-api/docs/feeds-api-v2021-06-30-use-case-guide).
///
/// The storage is not the Selling Partner API: it wants none of its headers, and refuses what it did not sign. Faults
/// of `document`: CLOSE breaks off half-way, VANISH leaves out the second half without a word.
final class PresignedDocuments {
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private final Store store;
    private final Path folder;
    private final InstantSource clock;
    private final Faults faults;
    private final Counters counters;

    PresignedDocuments(Store store, Path folder, InstantSource clock, Faults faults, Counters counters) {
        this.store = store;
        this.folder = folder;
        this.clock = clock;
        this.faults = faults;
        this.counters = counters;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param secret what its addresses are signed with
    /// @param packed whether its content is gzipped
    /// @param size -1 as long as it has no content
    private record Kept(String id, String secret, String contentType, boolean packed, long size) {}

    void routes(Web web) {
        web.on("PUT", "/amazon/documents/:document", call -> counted("document-upload", put(call)));
        web.on("GET", "/amazon/documents/:document", call -> counted("document", get(call)));
    }

    /// A document that somebody will put.
    ///
    /// @param contentType what it has to be put with, byte for byte
    /// @return its id
    String expect(String contentType) {
        var id = Randoms.id();
        store.use(h -> h.execute(
                "insert into document (id, secret, content_type, packed) values (?, ?, ?, 0)",
                id,
                Randoms.token(),
                contentType));
        return id;
    }

    /// A document of Amazon's own.
    ///
    /// @param packed whether it is kept, and sent, as GZIP
    /// @return its id
    String keep(String contentType, byte[] content, boolean packed) {
        var id = expect(contentType);
        write(id, packed ? gzipped(content) : content);
        store.use(h -> h.execute("update document set packed = ? where id = ?", packed, id));
        return id;
    }

    /// What was put, or kept, as it is sent.
    Optional<byte[]> content(String id) {
        return find(id).filter(kept -> kept.size() >= 0).map(kept -> {
            try {
                return Files.readAllBytes(file(id));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    boolean isPacked(String id) {
        return find(id).filter(Kept::packed).isPresent();
    }

    /// @param call whoever asks is told an address at the host that it came to
    String uploadAddress(Call call, String id) {
        return address(call, id, "PUT");
    }

    String downloadAddress(Call call, String id) {
        return address(call, id, "GET");
    }

    private String address(Call call, String id, String method) {
        var kept = find(id).orElseThrow(() -> new IllegalArgumentException("no such document: " + id));
        long expires = clock.millis() + GOOD_FOR.toMillis();
        return "http://%s/amazon/documents/%s?expires=%d&signature=%s"
                .formatted(call.host(), id, expires, signature(kept, method, expires));
    }

    private HttpAnswer put(Call call) {
        return admitted(call, "PUT")
                .map(kept -> {
                    if (!call.header("Content-Type").equals(Optional.of(kept.contentType()))) {
                        return refused(403, "SignatureDoesNotMatch");
                    }
                    write(kept.id(), call.body());
                    return new HttpAnswer.Sent(200, Map.of(), "");
                })
                .map(done -> spoiling("document-upload").orElse(done))
                .orElseGet(() -> refused(403, "AccessDenied"));
    }

    private HttpAnswer get(Call call) {
        return admitted(call, "GET")
                .map(kept -> kept.size() < 0 ? refused(404, "NoSuchKey") : sent(kept))
                .orElseGet(() -> refused(403, "AccessDenied"));
    }

    /// What is asked for, if the address is one of ours, for this, and still good.
    private Optional<Kept> admitted(Call call, String method) {
        long expires = call.number("expires", 0);
        return find(call.path("document"))
                .filter(kept -> call.query("signature").equals(Optional.of(signature(kept, method, expires))))
                .filter(_ -> clock.millis() <= expires)
                .filter(_ -> call.header("x-amz-access-token").isEmpty())
                .filter(_ -> call.header("Authorization").isEmpty());
    }

    private HttpAnswer sent(Kept kept) {
        var headers = Map.of("Content-Type", kept.contentType());
        var whole = new HttpAnswer.File(file(kept.id()), headers, kept.size(), 0);
        return faults.hitting("document", "", "", _ -> true)
                .<HttpAnswer>map(fault -> switch (fault.kind()) {
                    case CLOSE -> new HttpAnswer.File(whole.file(), headers, kept.size() / 2, kept.size());
                    case VANISH -> new HttpAnswer.File(whole.file(), headers, kept.size() / 2, 0);
                    default -> spoiled(fault);
                })
                .orElse(whole);
    }

    private Optional<HttpAnswer> spoiling(String operation) {
        return faults.hitting(operation, "", "", fault -> fault.kind().spoilsTheAnswer())
                .map(PresignedDocuments::spoiled);
    }

    private static HttpAnswer spoiled(Fault fault) {
        return switch (fault.kind()) {
            case HANG -> new HttpAnswer.Silence();
            case CLOSE -> new HttpAnswer.Cut();
            default -> refused(fault.kind().status(), "SlowDown");
        };
    }

    private HttpAnswer counted(String operation, HttpAnswer answer) {
        counters.count("amazon", operation, answer.told());
        return answer;
    }

    private static HttpAnswer refused(int status, String code) {
        return new HttpAnswer.Sent(
                status,
                Map.of("Content-Type", "application/xml"),
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code></Error>".formatted(code));
    }

    private Optional<Kept> find(String id) {
        return store.with(h -> h.createQuery("select * from document where id = :id")
                .bind("id", id)
                .map((row, _) -> new Kept(
                        row.getString("id"),
                        row.getString("secret"),
                        row.getString("content_type"),
                        row.getBoolean("packed"),
                        row.getString("size") == null ? -1 : row.getLong("size")))
                .findOne());
    }

    private void write(String id, byte[] content) {
        try {
            Files.write(file(id), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store.use(h -> h.execute("update document set size = ? where id = ?", content.length, id));
    }

    private Path file(String id) {
        return folder.resolve(id);
    }

    private static byte[] gzipped(byte[] content) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static String signature(Kept kept, String method, long expires) {
        var signed = "%s %s %s %d".formatted(kept.secret(), method, kept.id(), expires);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
