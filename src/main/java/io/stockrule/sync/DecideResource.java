package io.stockrule.sync;

import io.stockrule.access.CurrentMerchant;
import io.stockrule.access.Problem;
import io.stockrule.access.Role;
import io.stockrule.language.Profile;
import io.stockrule.language.editing.StepPlaces;
import io.stockrule.profile.ProfileTrials;
import io.stockrule.profile.ProfileTrials.Tried;
import io.stockrule.rules.Question;
import io.stockrule.rules.Rules;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.TraceStep;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Tries a profile on facts: what would it decide, and why? Nothing is stored or sent.
@Path("/api/v1/decide")
@RolesAllowed(Role.MERCHANT)
public class DecideResource {
    private final CurrentMerchant merchant;
    private final ProfileTrials trials;
    private final Rules rules;

    DecideResource(CurrentMerchant merchant, ProfileTrials trials, Rules rules) {
        this.merchant = merchant;
        this.trials = trials;
        this.rules = rules;
    }

    /// @param profile name of a Global Profile in force; leave it out and give `text`
    /// @param text a profile text to be tried
    record Trial(
            @Nullable String profile,
            @Nullable String text,
            @NotNull @Valid FactsForm facts) {}

    /// @param outcome `lists`, `stops` or `holds`
    /// @param reason why a profile holds
    record Answer(
            String outcome,
            OptionalInt quantity,
            @Nullable String reason,
            OptionalInt handlingDays,
            List<Step> trace) {}

    /// @param line of the statement that it comes from, from 1; absent for a profile given by its name, and for what no
    ///     statement says
    /// @param statement the same, in its own words
    record Step(
            String rule,
            OptionalLong before,
            OptionalLong after,
            String sentence,
            Optional<Integer> line,
            Optional<String> statement) {
        static Step of(TraceStep step, Optional<StepPlaces.Origin> origin) {
            return new Step(
                    step.rule(),
                    step.before(),
                    step.after(),
                    step.sentence(),
                    origin.map(StepPlaces.Origin::line),
                    origin.map(StepPlaces.Origin::statement));
        }
    }

    @POST
    public Answer decide(@NotNull @Valid Trial trial) {
        var profile = usable(trials.read(merchant.id(), trial.profile(), trial.text()));
        if (trial.facts().available() != null && trial.facts().levels() != null) {
            throw new Problem(400, "stock-unclear", "give either available or levels, not both");
        }
        var question = new Question(profile, trial.facts().facts(profile));
        var decision = rules.decide(List.of(question)).getFirst();
        return new Answer(
                DecisionTable.kind(decision.outcome()),
                decision.quantity(),
                decision.outcome() instanceof Outcome.Holds holds ? holds.reason() : null,
                decision.handlingDays(),
                steps(decision.trace(), trial.text()));
    }

    private static List<Step> steps(List<TraceStep> trace, @Nullable String text) {
        var places = StepPlaces.in(text == null ? "" : text);
        return trace.stream()
                .map(step -> Step.of(step, places.of(step.rule(), step.sentence())))
                .toList();
    }

    /// Also for others who are given a text or a name.
    public static Profile usable(Tried tried) {
        return switch (tried) {
            case Tried.Usable usable -> usable.profile();
            case Tried.Rejected rejected ->
                throw new Problem(
                        422,
                        "profile-rejected",
                        "the text is not a profile",
                        Map.of("diagnostics", rejected.diagnostics()));
            case Tried.Unknown _ -> throw Problem.notFound("profile");
            case Tried.Unclear _ -> throw new Problem(400, "profile-unclear", "give either profile, a name, or text");
        };
    }
}
