package io.stockrule.language.proof;

import io.stockrule.language.Decides;
import io.stockrule.language.Profile;
import io.stockrule.stock.Decision;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.TraceStep;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells an [Example] to a merchant, with no more of the listing than the decision depends on.
public final class ExampleWording {
    private final Profile profile;
    private final Decides decides;

    public ExampleWording(Profile profile, Decides decides) {
        this.profile = profile;
        this.decides = decides;
    }

    /// `with 3 available, tag "fragile"`
    String stock(Example example) {
        return Stream.concat(Stream.of("with " + described(example)), needed(example).described().stream())
                .collect(Collectors.joining(", "));
    }

    /// `with 3 available the profile lists 5`
    public String told(Example example) {
        return stock(example) + " the profile " + does(example.outcome());
    }

    /// What led there, one sentence a line.
    public String trace(Example example) {
        return decision(example, needed(example)).trace().stream()
                .map(TraceStep::sentence)
                .collect(Collectors.joining("\n"));
    }

    private ListingTraits needed(Example example) {
        return example.listing()
                .example()
                .onlyWhatIsNeededFor(fewer -> decision(example, fewer).outcome().equals(example.outcome()));
    }

    private Decision decision(Example example, ListingTraits traits) {
        return decides.decide(profile, traits.facts(warehouses(example).stock(example.levels()), 1));
    }

    private static KnownWarehouses warehouses(Example example) {
        return KnownWarehouses.of(example.listing().profile());
    }

    private static String described(Example example) {
        return warehouses(example).described(example.levels());
    }

    static String does(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lists lists -> "lists " + lists.quantity();
            case Outcome.Stops _ -> "stops";
            case Outcome.Holds _ -> "holds";
        };
    }

    /// Two examples of one listing, the second shortly: `with 6 available the profile lists 1, with 5 available it …`
    public String told(List<Example> pair) {
        return "%s, with %s it %s"
                .formatted(
                        told(pair.getFirst()),
                        described(pair.getLast()),
                        does(pair.getLast().outcome()));
    }
}
