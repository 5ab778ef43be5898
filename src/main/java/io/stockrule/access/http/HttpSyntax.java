package io.stockrule.access.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.stockrule.access.Problem;
import io.stockrule.access.exact.PercentEncoding;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether the frame of a request can be read: its address, its host, how its body ends. What of this is in doubt is
/// refused before anybody looks at it, because two who read it differently would see two requests.
final class HttpSyntax {
    /// Characters of an address; 500 ids or a search fit many times.
    private static final int LONGEST_ADDRESS = 4096;

    private static final int MOST_HEADERS = 16 * 1024;

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String PARAMETERS = "(\\s*;\\s*(" + TOKEN + "=(" + TOKEN + "|\"[^\"\\\\]*\"))?)*";
    private static final Pattern MEDIA_TYPE = Pattern.compile("\\s*" + TOKEN + "/" + TOKEN + PARAMETERS + "\\s*");
    private static final Pattern QUALITY = Pattern.compile("(?i);\\s*q=(?!(0(\\.\\d{0,3})?|1(\\.0{0,3})?)\\s*(;|$))");

    private HttpSyntax() {}

    /// What a request is refused with that could not be read.
    ///
    /// @param why the server gave up reading it
    static int statusOf(@Nullable Throwable why) {
        return switch (why) {
            case TooLongHttpLineException _ -> 414;
            case TooLongHttpHeaderException _ -> 431;
            case null, default -> 400;
        };
    }

    /// What is wrong with the request, whoever sends it.
    static Optional<Problem> mistake(HttpServerRequest request, long largestBody) {
        if (request.uri().length() > LONGEST_ADDRESS) {
            return refused(414);
        }
        if (size(request.headers()) > MOST_HEADERS) {
            return refused(431);
        }
        if (request.headers().contains("") || !isAddress(request) || !hasHost(request) || !hasOneEnd(request)) {
            return refused(400);
        }
        return contentLength(request) > largestBody ? refused(413) : Optional.empty();
    }

    /// What is wrong with the media types that the request names.
    static Optional<Problem> mistakeOfMediaTypes(HttpServerRequest request) {
        var types = request.headers().getAll(HttpHeaderNames.CONTENT_TYPE);
        if (types.size() > 1
                || !types.stream().allMatch(type -> MEDIA_TYPE.matcher(type).matches())) {
            return refused(415);
        }
        boolean acceptable = request.headers().getAll(HttpHeaderNames.ACCEPT).stream()
                .flatMap(header -> Pattern.compile(",").splitAsStream(header))
                .allMatch(type -> MEDIA_TYPE.matcher(type).matches()
                        && !QUALITY.matcher(type).find());
        return acceptable ? Optional.empty() : refused(406);
    }

    private static Optional<Problem> refused(int status) {
        return Optional.of(Refusal.of(status));
    }

    private static int size(MultiMap headers) {
        return headers.entries().stream()
                .mapToInt(header -> header.getKey().length() + header.getValue().length())
                .sum();
    }

    private static boolean isAddress(HttpServerRequest request) {
        var path = request.path();
        return path != null
                && path.startsWith("/")
                && PercentEncoding.decode(path).isPresent()
                && !request.method().equals(HttpMethod.CONNECT);
    }

    /// Probes of load balancers in HTTP/1.0 name no host.
    private static boolean hasHost(HttpServerRequest request) {
        var hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.isEmpty()) {
            return request.version() == HttpVersion.HTTP_2
                    || (request.version() == HttpVersion.HTTP_1_0
                            && request.path().startsWith("/q/health"));
        }
        return hosts.size() == 1 && HOST.matcher(hosts.getFirst()).matches();
    }

    private static boolean hasOneEnd(HttpServerRequest request) {
        var codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        var lengths = request.headers().getAll(HttpHeaderNames.CONTENT_LENGTH);
        return lengths.stream().allMatch(length -> LENGTH.matcher(length).matches())
                && lengths.size() + codings.size() <= 1
                && codings.stream().allMatch("chunked"::equalsIgnoreCase);
    }

    /// Whether a body comes without a length and is no form, whose parts are read as they come.
    static boolean isChunked(HttpServerRequest request) {
        var type = request.getHeader(HttpHeaderNames.CONTENT_TYPE);
        return request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                && (type == null || !type.strip().regionMatches(true, 0, "multipart/", 0, "multipart/".length()));
    }

    private static long contentLength(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaderNames.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
