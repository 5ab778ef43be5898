package io.stockrule.profile.trial;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.language.Profile;
import io.stockrule.profile.json.SettingsForm;

/// What a form shows of a text, and how much it cannot show.
///
/// @param settings by the names and in the form that they have in the profile's JSON schema
/// @param limited how many statements are for some listings only; they are edited as text, as is what follows
record FormView(JsonNode settings, int limited, int exceptions, int includedRules, int promises, int expectations) {
    static FormView of(Profile profile) {
        return new FormView(
                SettingsForm.write(profile),
                profile.limited().open().size(),
                profile.exceptionStatements(),
                profile.includes().size(),
                profile.promises().size(),
                profile.expectations().size());
    }
}
