package io.stockrule.shopify.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrule.shopify.ShopLogin;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Asks Shopify for tokens, whatever the grant.
@ApplicationScoped
class TokenRequests {
    /// What a header may carry. What it may not would stand in the failure of the client that refuses it.
    private static final Pattern FORM = Pattern.compile("[!-~]+");

    /// Names of errors in OAuth 2.0. Whatever else stands there is not shown: it might quote what was sent.
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");

    private final ShopifyHttp http;
    private final ObjectMapper json;

    TokenRequests(ShopifyHttp http, ObjectMapper json) {
        this.http = http;
        this.json = json;
    }

    /// What became of a request for tokens.
    sealed interface Answer {
        /// The fields hold secrets.
        record Given(JsonNode fields) implements Answer {
            /// A token; empty if none is there that can be used.
            Optional<String> token(String name) {
                return Optional.of(fields.path(name).asText())
                        .filter(it -> FORM.matcher(it).matches());
            }

            @Override
            public String toString() {
                return "Given[]";
            }
        }

        /// Shopify does not take what it was shown.
        ///
        /// @param error its name, such as `invalid_grant`
        record Refused(int status, Optional<String> error) implements Answer {
            /// The app is not known by its id and secret, whatever else was shown.
            boolean isOfApp() {
                return error.equals(Optional.of("invalid_client"));
            }

            String why() {
                return "status " + status + error.map(name -> ", " + name).orElse("");
            }
        }

        /// It is not known what became of it, or Shopify wants to be left alone.
        record Failed(Reply reply) implements Answer {}
    }

    /// @param shown besides the app's id and secret
    Answer ask(ShopLogin login, Map<String, String> shown) {
        var body = new HashMap<>(shown);
        body.put("client_id", login.clientId());
        body.put("client_secret", login.clientSecret());
        try {
            return read(http.post(login.domain(), "/admin/oauth/access_token", body));
        } catch (JsonProcessingException _) { // its message may quote the token
            return new Answer.Failed(new Reply.Failed("no access token: Shopify's answer is not JSON"));
        } catch (IOException e) {
            return new Answer.Failed(new Reply.Failed("no access token: " + ShopifyHttp.reason(e)));
        }
    }

    /// Where a merchant lets the app in.
    URI consentPage(String domain, String query) {
        return http.address(domain, "/admin/oauth/authorize?" + query);
    }

    private Answer read(HttpResponse<byte[]> response) throws IOException {
        int status = response.statusCode();
        if (status == 400 || status == 401 || status == 403) {
            return new Answer.Refused(status, error(response.body()));
        }
        if (status != 200) {
            return new Answer.Failed(GraphQl.failure(response));
        }
        return new Answer.Given(json.readTree(response.body()));
    }

    private Optional<String> error(byte[] body) throws IOException {
        try {
            return Optional.of(json.readTree(body).path("error").asText())
                    .filter(name -> ERROR.matcher(name).matches());
        } catch (JsonProcessingException _) { // a page for people
            return Optional.empty();
        }
    }
}
