package io.stockrule.shopify.bulk;

import io.stockrule.shopify.ShopifyConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.OptionalLong;

/// Fetches the results of bulk operations, which are at addresses that only Shopify knows.
@ApplicationScoped
class BulkFiles {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ShopifyConfig config;

    BulkFiles(ShopifyConfig config) {
        this.config = config;
    }

    /// There is no such file, or no more.
    static final class NoFile extends IOException {
        private static final long serialVersionUID = 1L;

        NoFile(String reason) {
            super(reason);
        }
    }

    /// Whoever reads the file has to close it, in the end or at any other time. It ends with a failure if nothing comes
    /// for as long as an answer of Shopify's may take.
    ///
    /// @throws NoFile if fetching it once more is of no use
    Body fetch(String url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address(url))
                .timeout(config.timeout())
                .GET()
                .build();
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        int status = response.statusCode();
        if (status == 200) {
            return new Body(response.body(), response.headers().firstValueAsLong("Content-Length"), config.timeout());
        }
        response.body().close();
        if (status >= 500 || status == 429) {
            throw new IOException("the file of the bulk operation is answered with status " + status);
        }
        throw new NoFile("the file of the bulk operation cannot be had (status %d)".formatted(status));
    }

    /// Encrypted, unless all that is asked of Shopify is not, as in a simulation.
    private URI address(String url) throws NoFile {
        try {
            var address = new URI(url);
            if ("https".equals(address.getScheme()) || config.endpoint().startsWith("http:")) {
                return address;
            }
        } catch (URISyntaxException _) {
            // told of below, without the address, which is as good as a key
        }
        throw new NoFile("the file of the bulk operation is at no address that can be used");
    }

    /// A file as it comes in. One that breaks off is a failure, and never looks like its end.
    static final class Body extends FilterInputStream {
        private final OptionalLong promised;
        private final Thread watch;
        private volatile long readingSince;
        private volatile boolean closed;
        private volatile boolean stalled;
        private long bytes;

        Body(InputStream in, OptionalLong promised, Duration patience) {
            super(in);
            this.promised = promised;
            watch = Thread.ofVirtual().name("bulk file").start(() -> watch(patience));
        }

        /// How many were read.
        long bytes() {
            return bytes;
        }

        private void watch(Duration patience) {
            try {
                while (!closed) {
                    Thread.sleep(patience.dividedBy(4));
                    long since = readingSince;
                    if (since != 0 && System.nanoTime() - since > patience.toNanos()) {
                        stalled = true;
                        super.close();
                        return;
                    }
                }
            } catch (InterruptedException _) {
                // closed
            } catch (IOException _) {
                // whoever reads is told that it stalled
            }
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            readingSince = System.nanoTime();
            try {
                int read = super.read(into, offset, length);
                bytes += Math.max(0, read);
                if (read < 0 && promised.isPresent() && bytes < promised.getAsLong()) {
                    throw new EOFException("the file of the bulk operation broke off after %,d bytes of %,d"
                            .formatted(bytes, promised.getAsLong()));
                }
                return read;
            } catch (IOException e) {
                throw stalled ? new IOException("the file of the bulk operation stopped coming", e) : e;
            } finally {
                readingSince = 0;
            }
        }

        @Override
        public void close() throws IOException {
            closed = true;
            watch.interrupt();
            super.close();
        }
    }
}
