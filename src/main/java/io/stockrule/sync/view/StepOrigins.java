package io.stockrule.sync.view;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.language.editing.StepPlaces;
import io.stockrule.profile.Profiles;
import io.stockrule.profile.Profiles.VersionKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;

/// Tells of the steps of stored decisions which statement of their profile they come from. Every version's text is
/// kept for ever, so this is true of old decisions too.
@ApplicationScoped
class StepOrigins {
    private final Profiles profiles;

    StepOrigins(Profiles profiles) {
        this.profiles = profiles;
    }

    /// A stored decision's trace, and by which text it came about.
    record Stored(long profileId, int version, JsonNode trace) {
        VersionKey text() {
            return new VersionKey(profileId, version);
        }
    }

    /// Writes `line` and `statement` into the steps that come from one.
    void tell(long merchantId, Collection<Stored> traces) {
        var texts = profiles.texts(merchantId, traces.stream().map(Stored::text).collect(toSet()));
        var places = new HashMap<VersionKey, StepPlaces>();
        texts.forEach((version, text) -> places.put(version, StepPlaces.in(text)));
        for (var stored : traces) {
            var of = places.get(stored.text());
            if (of != null) {
                stored.trace().forEach(step -> tell((ObjectNode) step, of));
            }
        }
    }

    private static void tell(ObjectNode step, StepPlaces places) {
        places.of(step.path("rule").asText(), step.path("sentence").asText())
                .ifPresent(origin -> step.put("line", origin.line()).put("statement", origin.statement()));
    }
}
