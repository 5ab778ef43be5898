package io.stockrule.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockrule.access.Problem;
import io.stockrule.language.Profile;
import io.stockrule.language.writing.ProfileWriter;
import java.util.Map;

/// A profile as JSON, for forms and programs. JSON that comes in becomes a text and is checked as one, so that there is
/// one set of checks; what is told here is only that it has another form than the [ProfileSchema] says.
final class JsonForm {
    static final String MEDIA_TYPE = "application/vnd.stockrule.profile+json";

    /// 256 KiB in UTF-8, four times what a text may have.
    static final int LARGEST = 256 * 1024;

    /// The deepest condition that the language takes has about eighty levels of objects and lists.
    private static final int DEEPEST = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonForm() {}

    /// The profile text that a body of [#MEDIA_TYPE] stands for.
    ///
    /// @throws Problem 400 with a JSON pointer for each place where it has another form, 413 when it is too large
    static String text(byte[] body) {
        return ProfileWriter.write(profile(body));
    }

    private static Profile profile(byte[] body) {
        if (body.length > LARGEST) {
            throw new Problem(413, "too-large", "a profile has at most %d bytes as JSON".formatted(LARGEST));
        }
        var json = parsed(Utf8.decode(body));
        var mistakes = ProfileSchema.mistakesIn(json);
        if (!mistakes.isEmpty()) {
            throw new Problem(
                    400, "not-a-profile", "the JSON does not have the form of a profile", Map.of("mistakes", mistakes));
        }
        return ProfileFromJson.read(json);
    }

    static String write(Profile profile) {
        return ProfileToJson.write(profile).toString();
    }

    private static JsonNode parsed(String body) {
        try {
            var json = JSON.readTree(body);
            if (json.isMissingNode()) {
                throw notJson(Map.of());
            }
            return json;
        } catch (StreamConstraintsException _) {
            throw new Problem(400, "too-deep", "the JSON is nested deeper than any profile");
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw notJson(Map.of("line", place.getLineNr(), "column", place.getColumnNr()));
        }
    }

    private static Problem notJson(Map<String, Object> place) {
        return new Problem(400, "malformed-json", "the body is not valid JSON", place);
    }
}
