package io.stockrule.rules.run;

import static java.util.stream.Collectors.toSet;

import io.stockrule.language.Profile;
import io.stockrule.rules.Question;
import io.stockrule.stock.Decision;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.IdentityHashMap;
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
    private static final int BATCH = 1_000;

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
        var prepared = new IdentityHashMap<Profile, Prepared>();
        var candidates = new ArrayList<Candidate>(questions.size());
        for (var question : questions) {
            var profile = prepared.computeIfAbsent(question.profile(), this::prepare);
            candidates.add(profile.candidate(question.facts(), traced));
        }
        var evaluation = new Evaluation(firingsPerListing, traced);
        prepared.values().forEach(profile -> profile.groups().forEach(group -> evaluation.add(group, profile.bases())));
        evaluation.run();
        return candidates.stream().map(Candidate::decision).toList();
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
        return includedBy(profile)
                .flatMap(file -> file.times().nextAfter(moment).stream())
                .min(LocalDateTime::compareTo);
    }

    private Prepared prepare(Profile profile) {
        var broken = profile.includes().stream()
                .flatMap(name -> whyBroken(name).stream())
                .findFirst();
        var files = includedBy(profile).map(Included.Ready::base).toList();
        return new Prepared(ProfileInputs.of(profile), steps.forExceptions(ExceptionKey.of(profile), files), broken);
    }

    private Stream<Included.Ready> includedBy(Profile profile) {
        return profile.includes().stream()
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
