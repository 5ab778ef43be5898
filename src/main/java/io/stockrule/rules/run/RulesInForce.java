package io.stockrule.rules.run;

import static java.util.stream.Collectors.toSet;

import io.stockrule.language.Profile;
import io.stockrule.rules.Question;
import io.stockrule.stock.Decision;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The steps and the included files that decide together.
///
/// @param included by the name that profiles write
public record RulesInForce(RuleBases steps, Map<String, Included> included) {
    static final int BATCH = 1_000;

    public RulesInForce {
        included = Map.copyOf(included);
    }

    /// Answers in the order of the questions.
    public List<Decision> decide(List<Question> questions, int firingsPerListing, boolean traced) {
        if (questions.size() > BATCH) {
            return IntStream.iterate(0, from -> from < questions.size(), from -> from + BATCH)
                    .mapToObj(from -> questions.subList(from, Math.min(questions.size(), from + BATCH)))
                    .flatMap(batch -> decide(batch, firingsPerListing, traced).stream())
                    .toList();
        }
        return new Evaluation(this, firingsPerListing, traced).decide(questions);
    }

    /// Names of the included files that can be used.
    public Set<String> usable() {
        return included.entrySet().stream()
                .filter(file -> file.getValue() instanceof Included.Ready)
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    /// The next moment, after the given one, at which the included files of a profile may decide something else.
    public Optional<LocalDateTime> nextChange(Profile profile, LocalDateTime moment) {
        return ready(profile.includes())
                .flatMap(file -> file.times().nextAfter(moment).stream())
                .min(LocalDateTime::compareTo);
    }

    /// Why profiles that include these files cannot decide.
    Optional<String> whyBroken(List<String> includes) {
        return includes.stream().flatMap(name -> whyBroken(name).stream()).findFirst();
    }

    Stream<RuleBase> basesOf(List<String> includes) {
        return ready(includes).map(Included.Ready::base);
    }

    private Stream<Included.Ready> ready(List<String> includes) {
        return includes.stream()
                .map(included::get)
                .filter(Included.Ready.class::isInstance)
                .map(Included.Ready.class::cast);
    }

    private Optional<String> whyBroken(String name) {
        var file = included.get(name);
        if (file == null) {
            return Optional.of("there is no rule file \"" + name + "\"");
        }
        return switch (file) {
            case Included.Ready _ -> Optional.empty();
            case Included.Broken broken -> Optional.of(broken.reason());
        };
    }
}
