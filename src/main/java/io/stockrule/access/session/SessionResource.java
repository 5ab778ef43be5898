package io.stockrule.access.session;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// A browser's session, which stands for the key with which it was begun.
@Path("/api/v1/session")
@RolesAllowed(Role.MERCHANT)
class SessionResource {
    private final Sessions sessions;
    private final CurrentMerchant merchant;
    private final CurrentVertxRequest call;
    private final SessionConfig config;

    SessionResource(Sessions sessions, CurrentMerchant merchant, CurrentVertxRequest call, SessionConfig config) {
        this.sessions = sessions;
        this.merchant = merchant;
        this.call = call;
        this.config = config;
    }

    /// Exchanges the key for a session, in a cookie that scripts cannot read. It counts only beside the header
    /// `X-Stockrule-Page`, whatever its value. A session cannot begin another: it would never be over.
    @POST
    public RestResponse<Void> begin() {
        if (request().getHeader(HttpHeaders.AUTHORIZATION) == null) {
            throw new Problem(403, "key-needed", "a session is begun with the API key itself");
        }
        var token = sessions.begin(merchant.id(), merchant.keyId());
        return ResponseBuilder.<Void>noContent()
                .cookie(cookie(token, (int) config.longest().toSeconds()))
                .build();
    }

    /// Ends the session; what other browsers have begun goes on.
    @DELETE
    public RestResponse<Void> end(@RestCookie(SessionAuthentication.COOKIE) @Nullable String token) {
        if (token != null) {
            sessions.end(merchant.id(), token);
        }
        return ResponseBuilder.<Void>noContent().cookie(cookie("", 0)).build();
    }

    private NewCookie cookie(String value, int seconds) {
        return new NewCookie.Builder(SessionAuthentication.COOKIE)
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(isSecure(request()))
                .sameSite(SameSite.STRICT)
                .maxAge(seconds)
                .build();
    }

    /// Whether the browser speaks HTTPS. A proxy before the service says so; who says it without being one only
    /// keeps its own cookie to itself.
    private static boolean isSecure(HttpServerRequest request) {
        return request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }

    private HttpServerRequest request() {
        return call.getCurrent().request();
    }
}
