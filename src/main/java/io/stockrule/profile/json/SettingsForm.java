package io.stockrule.profile.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrule.language.Profile;
import io.stockrule.language.editing.Setting;
import io.stockrule.profile.json.ProfileSchema.Mistake;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The settings of a profile, by the names and in the form that they have in the [ProfileSchema].
public final class SettingsForm {
    private static final Map<String, Setting> NAMES = Map.of(
            "use", Setting.WAREHOUSES,
            "count", Setting.COUNTING,
            "keep", Setting.RESERVE,
            "offer", Setting.SHARE,
            "quantity", Setting.QUANTITY,
            "listNothingBelow", Setting.MINIMUM,
            "listInSteps", Setting.STEPS,
            "handlingDays", Setting.HANDLING_TIME,
            "whenStockIsUnknown", Setting.UNKNOWN_STOCK);

    private SettingsForm() {}

    /// Those that a profile has; one that is so without a word may be absent.
    public static JsonNode write(Profile profile) {
        return ProfileToJson.write(profile).retain(NAMES.keySet());
    }

    public static Optional<Setting> named(String name) {
        return Optional.ofNullable(NAMES.get(name));
    }

    public static String names() {
        return NAMES.keySet().stream().sorted().collect(Collectors.joining(", "));
    }

    /// What is wrong with the form of a value.
    public static List<String> mistakesIn(String name, JsonNode value) {
        return ProfileSchema.mistakesIn(json(name, value)).stream()
                .map(Mistake::message)
                .toList();
    }

    /// A profile that has just this setting.
    ///
    /// @param value null for what is so without a word
    public static Profile profileWith(String name, JsonNode value) {
        return ProfileFromJson.read(json(name, value));
    }

    private static JsonNode json(String name, JsonNode value) {
        var json = ProfileToJson.object().put("profile", "");
        return value.isNull() ? json : json.set(name, value);
    }
}
