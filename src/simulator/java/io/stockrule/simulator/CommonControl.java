package io.stockrule.simulator;

import java.util.Map;

/// Control of what both simulators share; its paths are listed in the package's description.
final class CommonControl {
    private static final int LONGEST_WAIT_MILLIS = 30_000;

    private final Simulators simulators;
    private final Faults faults;
    private final Events events;
    private final Counters counters;

    CommonControl(Simulators simulators, Faults faults, Events events, Counters counters) {
        this.simulators = simulators;
        this.faults = faults;
        this.events = events;
        this.counters = counters;
    }

    void routes(Web web) {
        web.on("GET", "/control", _ -> HttpAnswer.json(200, simulators.told()));
        web.on("POST", "/control/reset", _ -> {
            simulators.forgetEverything();
            return HttpAnswer.nothing();
        });
        web.on("GET", "/control/counters", _ -> HttpAnswer.json(200, counters.all()));
        web.on("GET", "/control/faults", _ -> HttpAnswer.json(200, faults.all()));
        web.on("POST", "/control/faults", call -> HttpAnswer.json(200, faults.add(call.body())));
        web.on("DELETE", "/control/faults", _ -> {
            faults.clear();
            return HttpAnswer.nothing();
        });
        web.onceAnswered("GET", "/control/events", this::events);
    }

    private Web.Attempt events(Call call) {
        long after = call.number("after", 0);
        var found = events.after(after, call.number("limit", 1_000));
        var next = found.isEmpty() ? after : found.getLast().id();
        long wait = Math.min(call.number("waitMillis", 0), LONGEST_WAIT_MILLIS);
        return new Web.Attempt(
                !found.isEmpty() || call.ageMillis() >= wait,
                HttpAnswer.json(200, Map.of("items", found, "next", next)));
    }
}
