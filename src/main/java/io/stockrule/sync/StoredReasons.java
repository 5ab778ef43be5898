package io.stockrule.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrule.stock.TraceStep;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Why a number was decided, read: as [Reasons] are written, or as they were before, when traces were kept as
/// sentences.
public final class StoredReasons {
    /// Of a decision `d`. One with facts is by a replica of the version before.
    public static final String OF_DECISION = """
            case when d.facts is null then d.reasons else jsonb_build_object('facts', d.facts, 'trace', d.trace)::text end
            """;

    /// Of a number `s` that was sent.
    public static final String OF_SENT = "coalesce(s.because::text, s.reasons)";

    private static final Logger LOG = Logger.getLogger(StoredReasons.class);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode stored;
    private final List<TraceStep> steps;

    private StoredReasons(JsonNode stored, List<TraceStep> steps) {
        this.stored = stored;
        this.steps = steps;
    }

    private record OldStep(String rule, OptionalLong before, OptionalLong after, String sentence) {
        TraceStep step() {
            return new TraceStep(rule, before, after, sentence);
        }
    }

    /// @param text null where nothing is kept
    public static StoredReasons read(@Nullable String text, ObjectMapper json) {
        try {
            var stored = text == null ? NODES.objectNode() : json.readTree(text);
            var steps = new ArrayList<TraceStep>();
            for (var step : stored.path("steps")) {
                steps.add(step(step, json));
            }
            for (var step : stored.path("trace")) {
                steps.add(json.treeToValue(step, OldStep.class).step());
            }
            return new StoredReasons(stored, List.copyOf(steps));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("why a number was decided could not be read", e);
        }
    }

    /// One that only a later version can tell, of which there may be some where that was taken back, spoils no other.
    private static TraceStep step(JsonNode stored, ObjectMapper json) {
        try {
            var step = json.treeToValue(stored, Reasons.Step.class).step();
            step.sentence();
            return step;
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.debugf(e, "a step of a trace is not known here: %s", stored);
            return new TraceStep(
                    stored.path(0).asText(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    "this version cannot tell this step");
        }
    }

    public List<TraceStep> steps() {
        return steps;
    }

    /// What the profile was told; JSON's null if that is not known.
    public JsonNode facts() {
        return stored.path("facts").isMissingNode() ? NODES.nullNode() : stored.path("facts");
    }

    /// The steps with their sentences.
    public ArrayNode trace() {
        var trace = NODES.arrayNode();
        for (var step : steps) {
            trace.addObject()
                    .put("rule", step.rule())
                    .put("before", orNull(step.before()))
                    .put("after", orNull(step.after()))
                    .put("sentence", step.sentence());
        }
        return trace;
    }

    private static @Nullable Long orNull(OptionalLong amount) {
        return amount.isPresent() ? amount.getAsLong() : null;
    }

    /// Listing, profile and version, facts and trace: what is known of them.
    public JsonNode all() {
        if (!(stored instanceof ObjectNode known) || known.isEmpty()) {
            return NODES.nullNode();
        }
        var all = known.deepCopy();
        all.remove(List.of("v", "steps"));
        all.set("trace", trace());
        return all;
    }
}
