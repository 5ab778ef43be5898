package io.stockrule.rules.scenario;

import io.stockrule.language.Checked;
import io.stockrule.language.Diagnostic;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.check.Checker;
import io.stockrule.rules.Question;
import io.stockrule.stock.Decision;
import io.stockrule.stock.Outcome;
import io.stockrule.stock.TraceStep;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;

/// One row of a scenario file.
///
/// @param decision `lists 3`, `stops` or `holds`
/// @param reason of a hold; of the others a sentence that their trace must contain; empty accepts any
record Scenario(String name, Question question, String decision, String reason) {
    /// @throws IllegalArgumentException with what is wrong with the row
    static Scenario read(CSVRecord row) {
        if (!row.isConsistent()) {
            throw new IllegalArgumentException("the row has " + row.size() + " cells, not one for each column");
        }
        var facts = ScenarioFacts.read(column -> row.isMapped(column) ? row.get(column) : "");
        var decision = (row.get("decision") + " " + row.get("quantity")).strip();
        if (!decision.matches("lists [0-9]+|holds|stops")) {
            throw new IllegalArgumentException("a decision is lists with a quantity, holds or stops, not " + decision);
        }
        return new Scenario(
                row.get("case"), new Question(profile(row.get("profile")), facts), decision, row.get("reason"));
    }

    private static Profile profile(String statements) {
        var text = "profile \"scenario\"\n" + statements.replaceAll(";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", "\n");
        return switch (Checker.read(text, KnownNames.ANY)) {
            case Checked.Accepted accepted -> accepted.profile();
            case Checked.Rejected rejected ->
                throw new IllegalArgumentException(
                        rejected.diagnostics().stream().map(Diagnostic::message).collect(Collectors.joining("; ")));
        };
    }

    Optional<String> failure(Decision actual) {
        if (describe(actual.outcome()).equals(decision) && (reason.isEmpty() || gives(actual))) {
            return Optional.empty();
        }
        return Optional.of("expected " + decision + (reason.isEmpty() ? "" : " (" + reason + ")") + ", got "
                + describe(actual.outcome()) + ": "
                + actual.trace().stream().map(TraceStep::sentence).collect(Collectors.joining("; ")));
    }

    private boolean gives(Decision actual) {
        return switch (actual.outcome()) {
            case Outcome.Holds holds -> holds.reason().equals(reason);
            case Outcome.Lists _, Outcome.Stops _ ->
                actual.trace().stream().map(TraceStep::sentence).anyMatch(reason::equals);
        };
    }

    private static String describe(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lists lists -> "lists " + lists.quantity();
            case Outcome.Stops _ -> "stops";
            case Outcome.Holds _ -> "holds";
        };
    }
}
