package io.stockrule.access.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/// Without encryption the service speaks HTTP/1.1 only. A client may ask, with its first request, to go on in HTTP/2
/// (`Upgrade: h2c`; Java's own client does, unasked), and the server grants it; the files of the page then now and
/// then come as they are where frames of HTTP/2 should be: about one in a hundred such answers with Quarkus 3.34.1.
/// With encryption, where HTTP/2 is agreed on before the first request, it is spoken as ever.
@ApplicationScoped
class ClearTextHttp implements HttpServerOptionsCustomizer {
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}
