package io.stockrule.access.http;

import static java.util.stream.Collectors.groupingBy;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The addresses that the resources serve, as templates such as `/api/v1/listings/{id}`, and with which methods.
@Singleton
class ResourceAddresses {
    private final Set<String> templates;
    private final Map<Integer, List<Address>> bySegments;

    ResourceAddresses(BeanManager beans) {
        var methods = new TreeMap<String, Set<String>>();
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> (Class<?>) bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .forEach(type -> collect(type, methods));
        this.templates = Set.copyOf(methods.keySet());
        this.bySegments = methods.entrySet().stream()
                .map(entry -> Address.of(entry.getKey(), entry.getValue()))
                .collect(groupingBy(address -> address.segments().size()));
    }

    /// @param segments of the template; those of parameters are empty
    private record Address(String template, List<Optional<String>> segments, Set<String> methods) {
        static Address of(String template, Set<String> methods) {
            var segments = Address.segments(template).stream()
                    .map(segment -> Optional.of(segment).filter(it -> !it.startsWith("{")))
                    .toList();
            return new Address(template, segments, methods);
        }

        /// Of a template or a path, which may end with a slash.
        static List<String> segments(String path) {
            var whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            return List.of(whole.split("/", -1));
        }

        boolean hasParameters() {
            return segments.stream().anyMatch(Optional::isEmpty);
        }

        /// @param path as many segments as this address has
        boolean fits(List<String> path) {
            for (int i = 0; i < path.size(); i++) {
                var segment = path.get(i);
                var ours = segments.get(i);
                if (ours.isPresent() ? !ours.get().equals(segment) : segment.isEmpty()) {
                    return false;
                }
            }
            return true;
        }
    }

    /// The template that a path belongs to; where a plain address and one with a parameter fit, the plain one.
    Optional<String> template(String path) {
        var matching = matching(path);
        return matching.stream()
                .filter(address -> !address.hasParameters())
                .findFirst()
                .or(() -> matching.stream().findFirst())
                .map(Address::template);
    }

    boolean isTemplate(String text) {
        return templates.contains(text);
    }

    /// The methods that a path may be called with; none when nothing is there.
    Set<String> methods(String path) {
        var methods = new TreeSet<String>();
        matching(path).forEach(address -> methods.addAll(address.methods()));
        return methods;
    }

    /// Every request is looked up here, so it is compared only with addresses of as many segments.
    private List<Address> matching(String path) {
        var segments = Address.segments(path);
        return bySegments.getOrDefault(segments.size(), List.of()).stream()
                .filter(address -> address.fits(segments))
                .toList();
    }

    private static void collect(Class<?> resource, TreeMap<String, Set<String>> methods) {
        var root = resource.getAnnotation(Path.class).value();
        for (var method : resource.getMethods()) {
            httpMethod(method).ifPresent(name -> {
                var address = root
                        + Optional.ofNullable(method.getAnnotation(Path.class))
                                .map(Path::value)
                                .orElse("");
                var its = methods.computeIfAbsent(address.replaceAll("/+", "/"), _ -> new TreeSet<>());
                its.add(name);
                if (name.equals("GET")) {
                    its.add("HEAD");
                }
                its.add("OPTIONS");
            });
        }
    }

    private static Optional<String> httpMethod(Method method) {
        return Stream.of(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .flatMap((@Nullable HttpMethod it) -> Stream.ofNullable(it))
                .map(HttpMethod::value)
                .findFirst();
    }
}
