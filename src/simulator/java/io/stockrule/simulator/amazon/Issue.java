package io.stockrule.simulator.amazon;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/// What Amazon finds wrong with a listing or a submission, as in the Listings Items model.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Issue(
        String code,
        String message,
        String severity,
        List<String> attributeNames,
        List<String> categories,
        List<String> marketplaceIds,
        Optional<Enforcements> enforcements) {
    /// What Amazon does because of it.
    record Enforcements(List<Action> actions, Exemption exemption) {}

    record Action(String action) {}

    record Exemption(String status) {}

    private static Issue error(String code, String message, String attribute, String category, String marketplace) {
        return new Issue(
                code, message, "ERROR", List.of(attribute), List.of(category), List.of(marketplace), Optional.empty());
    }

    /// Among others for the camelCase name of the attribute,
    /// https://github.com/jlevers/selling-partner-api/issues/861
    static Issue unknownAttribute(String name, String marketplace) {
        return error("90000900", "The attributes are invalid.", name, "INVALID_ATTRIBUTE", marketplace);
    }

    /// https://github.com/jlevers/selling-partner-api/issues/493
    static Issue missing(String field, String marketplace) {
        return error(
                "99022",
                "The field '%s' does not have enough values. The field requires a minimum of '1' value(s)."
                        .formatted(field),
                Patch.AVAILABILITY,
                "MISSING_ATTRIBUTE",
                marketplace);
    }

    /// Amazon publishes no code for each bad value; this one is common.
    static Issue badValue(String field, String marketplace) {
        return error(
                "90244",
                "The '%s' field contains an invalid value.".formatted(field),
                Patch.AVAILABILITY,
                "INVALID_ATTRIBUTE",
                marketplace);
    }

    /// A patch of an unknown SKU would create a listing, for which far more is required.
    static Issue unknownSku(String marketplace) {
        return error(
                "90220", "'item_name' is required but not supplied.", "item_name", "MISSING_ATTRIBUTE", marketplace);
    }

    /// Found only after the submission was accepted.
    static Issue late(String marketplace) {
        return error(
                "18155",
                "The 'minimum price' is greater than the selling price (excluding shipping) for the listing.",
                Patch.AVAILABILITY,
                "INVALID_PRICE",
                marketplace);
    }
}
