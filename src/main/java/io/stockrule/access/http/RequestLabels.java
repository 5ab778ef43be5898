package io.stockrule.access.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.micrometer.runtime.binder.HttpCommonTags;
import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.HttpSecurityRecorder.DefaultAuthFailureHandler;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Keeps the labels of requests few, whatever strangers ask for: an address that no resource serves, and a method that
/// nobody knows, count as one each. So no secret of an address becomes a label, and nobody can use up the labels.
@Singleton
class RequestLabels implements MeterFilter {
    private static final String OTHER = "/OTHER";
    private static final String OTHER_METHOD = "OTHER";

    /// What the framework serves, and what it says of requests without an address.
    private static final Pattern OF_THE_FRAMEWORK =
            Pattern.compile("/q/(metrics|openapi([.](json|ya?ml))?|health(/(live|ready|started|well))?)"
                    + "|/OTHER|/|root|NOT_FOUND|REDIRECTION|UNKNOWN|CLIENT_ERROR|/cors-preflight");

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final BiConsumer<RoutingContext, Throwable> FAIL_THE_CALL = RequestLabels::fail;

    /// What is not measured by the framework; the settings name it, too.
    private static final String UNMEASURED = "/UNMEASURED";

    private final ResourceAddresses addresses;
    private final Instance<MeterRegistry> meters;

    /// @param meters that this filter is a part of
    RequestLabels(ResourceAddresses addresses, Instance<MeterRegistry> meters) {
        this.addresses = addresses;
        this.meters = meters;
    }

    /// Before anything can refuse the call. What a label was before [#map] is remembered as long as the service
    /// runs, so it has to be one of few already.
    void listen(@Observes Filters filters) {
        filters.register(this::label, HttpErrors.FIRST + 1);
        // after the framework's filter of the same priority, which comes to the list before any of ours
        filters.register(RequestLabels::keepNamed, SecurityHandlerPriorities.AUTHENTICATION);
        filters.register(RequestLabels::leaveToResource, SecurityHandlerPriorities.AUTHORIZATION - 1);
    }

    private void label(RoutingContext call) {
        label(call.request()).ifPresent(end -> call.addEndHandler(_ -> end.run()));
        call.next();
    }

    /// Quarkus REST would find a name of its own for each call, by a map of all addresses that it makes anew for it:
    /// a quarter of all that a webhook allocates (`ObservabilityIntegrationRecorder.setTemplatePath`, Quarkus
    /// 3.34.1). It does so while it replaces the way in which failed authentication is answered, unless that is
    /// replaced already.
    private static void keepNamed(RoutingContext call) {
        call.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, FAIL_THE_CALL);
        call.next();
    }

    /// Where the call comes to its resource, what fails is answered there, and not once more. Quarkus REST takes away
    /// only its own way.
    private static void leaveToResource(RoutingContext call) {
        call.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        call.next();
    }

    private static void fail(RoutingContext call, Throwable failure) {
        DefaultAuthFailureHandler.markIfOtherAuthenticationFailure(call, failure);
        if (!call.failed()) {
            call.fail(DefaultAuthFailureHandler.extractRootCause(failure));
        }
    }

    /// Gives a request that may come to no route its label.
    ///
    /// @return what is to be done when it is answered, if anything is
    Optional<Runnable> label(HttpServerRequest request) {
        if (!(((HttpServerRequestInternal) request).metric() instanceof HttpRequestMetric metric)) {
            return Optional.empty();
        }
        var address = label(request.path());
        boolean isKnown = METHODS.contains(request.method().name());
        metric.setTemplatePath(isKnown ? address : UNMEASURED);
        return isKnown
                ? Optional.empty()
                : Optional.of(() -> count(metric, address, request.response().getStatusCode()));
    }

    /// The framework would remember the name of each method that strangers invent.
    private void count(HttpRequestMetric metric, String address, int status) {
        var registry = meters.get();
        var tags = Tags.of(
                Tag.of("method", OTHER_METHOD),
                Tag.of("uri", address),
                HttpCommonTags.outcome(status),
                HttpCommonTags.status(status));
        metric.getSample().stop(registry.timer("http.server.requests", tags));
    }

    private String label(@Nullable String path) {
        if (path == null) {
            return OTHER;
        }
        return OF_THE_FRAMEWORK.matcher(path).matches()
                ? path
                : addresses.template(path).orElse(OTHER);
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith("http.server.")) {
            return id;
        }
        return id.replaceTags(Tags.of(id.getTags().stream().map(this::known).toList()));
    }

    private Tag known(Tag tag) {
        var label = tag.getValue();
        return switch (tag.getKey()) {
            case "uri" -> isKnown(label) ? tag : Tag.of("uri", OTHER);
            case "method" -> METHODS.contains(label) ? tag : Tag.of("method", OTHER_METHOD);
            default -> tag;
        };
    }

    private boolean isKnown(String label) {
        return addresses.isTemplate(label) || OF_THE_FRAMEWORK.matcher(label).matches();
    }
}
