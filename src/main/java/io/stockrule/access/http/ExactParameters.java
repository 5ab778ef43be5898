package io.stockrule.access.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.stockrule.access.OthersQuery;
import io.stockrule.access.Problem;
import io.stockrule.access.exact.ExactValue;
import io.stockrule.access.exact.PercentEncoding;
import io.stockrule.access.exact.StorableText;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Reads the parameters of an address exactly, whatever the resource: a name that the resource does not know,
/// a value of another kind and one that is given twice are refused, not guessed. See also [OthersQuery].
class ExactParameters {
    private final Map<Method, Declared> declared = new ConcurrentHashMap<>();
    private final CurrentVertxRequest call;

    ExactParameters(CurrentVertxRequest call) {
        this.call = call;
    }

    /// What a resource's method says that it takes, by name.
    ///
    /// @param open whether it takes others in the query, too
    private record Declared(Map<String, Class<?>> query, Map<String, Class<?>> path, boolean open) {
        static Declared by(Method method) {
            var query = new LinkedHashMap<String, Class<?>>();
            var path = new LinkedHashMap<String, Class<?>>();
            for (var parameter : method.getParameters()) {
                Optional.ofNullable(parameter.getAnnotation(RestQuery.class))
                        .ifPresent(it -> query.put(name(it.value(), parameter), parameter.getType()));
                Optional.ofNullable(parameter.getAnnotation(RestPath.class))
                        .ifPresent(it -> path.put(name(it.value(), parameter), parameter.getType()));
            }
            return new Declared(query, path, method.isAnnotationPresent(OthersQuery.class));
        }

        private static String name(String given, Parameter parameter) {
            return given.isEmpty() ? parameter.getName() : given;
        }
    }

    @ServerRequestFilter
    void check(ResourceInfo resource, ContainerRequestContext request) {
        var known = declared.computeIfAbsent(resource.getResourceMethod(), Declared::by);
        known.path().forEach((name, type) -> {
            var value = request.getUriInfo().getPathParameters().getFirst(name);
            var mistake = value == null ? Optional.<String>empty() : ExactValue.mistake(type, value);
            if (mistake.isPresent()) {
                throw type == String.class ? wrong(name, mistake.get()) : Refusal.of(404);
            }
        });
        var query = call.getCurrent().request().query();
        if (query != null) {
            check(PercentEncoding.query(query).orElseThrow(() -> Refusal.of(400)), known);
        }
    }

    private static void check(Map<String, List<String>> given, Declared known) {
        given.forEach((name, values) -> {
            var type = known.open() ? String.class : known.query().get(name);
            if (type == null) {
                throw unknown(name, known.query().keySet());
            }
            if (values.size() > 1 && !Collection.class.isAssignableFrom(type)) {
                throw wrong(name, "must be given once");
            }
            values.forEach(value -> ExactValue.mistake(type, value).ifPresent(mistake -> {
                throw wrong(name, mistake);
            }));
        });
    }

    private static Problem unknown(String name, Collection<String> known) {
        var others = known.isEmpty() ? "none" : String.join(", ", known);
        return new Problem(
                400,
                "unknown-parameter",
                "unknown query parameter \"%s\"; this address knows %s".formatted(StorableText.of(name), others));
    }

    private static Problem wrong(String name, String mistake) {
        return new Problem(
                400,
                "invalid-input",
                "%s %s".formatted(name, mistake),
                Map.of("fields", List.of(Map.of("field", name, "message", mistake))));
    }
}
