package io.stockrule.rules;

import io.stockrule.language.Profile;
import io.stockrule.stock.Decision;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/// The rules as they are at one moment. What takes over later changes nothing here, so a batch is decided by one set of
/// rules, and can say by which.
public final class CurrentRules {
    private final LoadedRules loaded;
    private final int firingsPerListing;

    CurrentRules(LoadedRules loaded, int firingsPerListing) {
        this.loaded = loaded;
        this.firingsPerListing = firingsPerListing;
    }

    /// Of which files they were made.
    public RulesInUse files() {
        return loaded.inUse();
    }

    /// Decides every question with its trace; the answers come in the order of the questions.
    public List<Decision> decide(List<Question> questions) {
        return loaded.inForce().decide(questions, firingsPerListing, true);
    }

    /// The next moment, after the given one, at which the rule files that a profile includes may decide something else
    /// although nothing else changes. Both in the merchant's zone.
    public Optional<LocalDateTime> nextChange(Profile profile, LocalDateTime moment) {
        return loaded.inForce().nextChange(profile, moment);
    }
}
