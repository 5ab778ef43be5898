package io.stockrule.simulator.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.simulator.SimulatorJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One operation of a patch request on one attribute. The selector of an element is its channel code, so an operation
/// touches only elements of the codes it names.
///
/// @param attribute the name after `/attributes/`
record Patch(Op op, String attribute, List<JsonNode> value) {
    static final String AVAILABILITY = "fulfillment_availability";

    enum Op {
        ADD,
        REPLACE,
        MERGE,
        DELETE;

        static Op of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    List<OfferChannel> appliedTo(List<OfferChannel> before) {
        if (op == Op.DELETE && value.isEmpty()) {
            return List.of();
        }
        var after = new ArrayList<>(before);
        value.forEach(element -> apply(after, element));
        return List.copyOf(after);
    }

    private void apply(List<OfferChannel> channels, JsonNode element) {
        var given = SimulatorJson.read(element.toString(), OfferChannel.class);
        var present = channels.stream()
                .filter(channel -> channel.code().equals(given.code()))
                .findFirst();
        var result = op == Op.MERGE
                ? present.map(channel -> channel.mergedWith(given)).orElse(given)
                : given;
        present.ifPresent(channels::remove);
        if (op != Op.DELETE) {
            channels.add(result);
        }
    }
}
