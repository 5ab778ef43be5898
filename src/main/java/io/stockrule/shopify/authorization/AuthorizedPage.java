package io.stockrule.shopify.authorization;

import io.stockrule.access.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// What a merchant sees who comes back from Shopify.
final class AuthorizedPage {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>%1$s - Stockrule</title>
            <h1>%1$s</h1>
            <p>%2$s</p>
            <p><a href="/">To your listings</a></p>
            </html>
            """;

    private AuthorizedPage() {}

    static RestResponse<String> connected(String domain, List<String> lackingScopes) {
        var lacking = lackingScopes.isEmpty()
                ? ""
                : " But the app lacks the access scope %s: grant it in Shopify, then connect the shop again."
                        .formatted(String.join(", ", lackingScopes));
        return page(
                200, "The shop is connected", "Stockrule may read the stock of %s now.%s".formatted(domain, lacking));
    }

    static RestResponse<String> refused(Problem problem) {
        return page(problem.status(), "The shop is not connected", String.valueOf(problem.getMessage()) + ".");
    }

    private static RestResponse<String> page(int status, String title, String text) {
        return ResponseBuilder.<String>create(status)
                .header(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(PAGE.formatted(title, escaped(text)))
                .build();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
