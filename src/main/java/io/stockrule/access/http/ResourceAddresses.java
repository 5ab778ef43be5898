package io.stockrule.access.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The addresses that the resources serve, as templates such as `/api/v1/listings/{id}`, and with which methods.
@Singleton
class ResourceAddresses {
    private final List<Address> addresses;

    ResourceAddresses(BeanManager beans) {
        var methods = new TreeMap<String, Set<String>>();
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> (Class<?>) bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .forEach(type -> collect(type, methods));
        var found = new ArrayList<Address>();
        methods.forEach((template, its) -> found.add(new Address(template, its)));
        this.addresses = List.copyOf(found);
    }

    private record Address(String template, Pattern pattern, Set<String> methods) {
        Address(String template, Set<String> methods) {
            this(template, Pattern.compile(template.replaceAll("\\{[^}]*}", "[^/]+") + "/?"), methods);
        }

        boolean hasParameters() {
            return template.indexOf('{') >= 0;
        }
    }

    /// The template that a path belongs to; where a plain address and one with a parameter fit, the plain one.
    Optional<String> template(String path) {
        return matching(path)
                .filter(address -> !address.hasParameters())
                .findFirst()
                .or(() -> matching(path).findFirst())
                .map(Address::template);
    }

    boolean isTemplate(String text) {
        return addresses.stream().anyMatch(address -> address.template().equals(text));
    }

    /// The methods that a path may be called with; none when nothing is there.
    Set<String> methods(String path) {
        var methods = new TreeSet<String>();
        matching(path).forEach(address -> methods.addAll(address.methods()));
        return methods;
    }

    private Stream<Address> matching(String path) {
        return addresses.stream()
                .filter(address -> address.pattern().matcher(path).matches());
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
