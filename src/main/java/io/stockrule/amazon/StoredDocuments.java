package io.stockrule.amazon;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Documents at addresses that Amazon has given us for a few minutes, to fetch them from or to put them there.
///
/// Such an address is as good as a key and needs no other: it is never logged, and neither an access token nor any
/// other header of the Selling Partner API goes there.
final class StoredDocuments {
    /// What the storage answers to a mistake.
    private static final long MAX_ANSWER_BYTES = 64 * 1024;

    private static final String NO_ADDRESS = "Amazon gave an address for the document that cannot be used";

    private final HttpCalls http;
    private final boolean encrypted;

    /// @param config documents come unencrypted only where all that is asked of Amazon does, as in a simulation
    StoredDocuments(HttpCalls http, AmazonConfig config) {
        this.http = http;
        this.encrypted = config.endpoint().filter(it -> it.startsWith("http:")).isEmpty();
    }

    /// How much of a document is taken, as it comes and when it is unpacked.
    record Limits(long bytes, long unpackedBytes) {}

    /// What came of a download.
    sealed interface Fetched {
        record Got(StoredDocument document) implements Fetched {}

        /// The address is not good, or not any more: ask Amazon for another.
        record Refused(String reason) implements Fetched {}

        /// It may work later.
        record Failed(String reason) implements Fetched {}
    }

    /// Fetches a document into a file of its own, which goes when the document is closed.
    ///
    /// @param packed whether Amazon said that it is gzipped
    Fetched fetch(String address, boolean packed, Limits limits, Deadline deadline) {
        return address(address)
                .<Fetched>map(uri -> fetch(uri, packed, limits, deadline))
                .orElseGet(() -> new Fetched.Refused(NO_ADDRESS));
    }

    private Fetched fetch(URI address, boolean packed, Limits limits, Deadline deadline) {
        Path file;
        try {
            file = Files.createTempFile("document", ".part");
        } catch (IOException e) {
            return new Fetched.Failed("there is no room for a document here: " + e.getMessage());
        }
        var answer = http.download(HttpRequest.newBuilder(address).GET(), file, deadline, limits.bytes());
        if (answer instanceof Answer.Answered answered && answered.status() == 200) {
            return new Fetched.Got(new StoredDocument(file, packed, answered.contentType(), limits.unpackedBytes()));
        }
        StoredDocument.delete(file);
        return fetched(answer);
    }

    private static Fetched fetched(Answer answer) {
        return switch (answer) {
            case Answer.Answered answered
            when answered.status() >= 500 || answered.status() == 429 ->
                new Fetched.Failed("the document cannot be had at the moment (status %d)".formatted(answered.status()));
            case Answer.Answered answered ->
                new Fetched.Refused("the document cannot be had (status %d)".formatted(answered.status()));
            case Answer.NotSent notSent -> new Fetched.Failed(notSent.reason());
            case Answer.Unanswered unanswered -> new Fetched.Failed(unanswered.reason());
            case Answer.Forbidden _, Answer.Denied _ ->
                throw new IllegalStateException("the storage knows no accounts");
        };
    }

    /// Puts a document where Amazon expects it.
    ///
    /// @param contentType byte for byte as declared when the address was asked for: any other is refused
    Answer put(String address, byte[] content, String contentType, Deadline deadline) {
        return address(address)
                .map(uri -> http.call(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", contentType)
                                .PUT(BodyPublishers.ofByteArray(content)),
                        deadline,
                        MAX_ANSWER_BYTES))
                .orElseGet(() -> new Answer.NotSent(NO_ADDRESS));
    }

    private Optional<URI> address(String given) {
        try {
            var address = new URI(given);
            boolean isHttp = "https".equals(address.getScheme()) || (!encrypted && "http".equals(address.getScheme()));
            return isHttp && address.getHost() != null ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
