package io.stockrule.profile.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockrule.access.exact.ExactJson;
import io.stockrule.language.Profile;
import io.stockrule.language.writing.ProfileWriter;
import io.stockrule.profile.Utf8;
import io.stockrule.profile.json.ProfileSchema.Mistake;
import java.util.List;

/// A profile as JSON, for forms and programs. JSON that comes in becomes a text and is checked as one, so that there is
/// one set of checks; what is told here is only that it has another form than the [ProfileSchema] says.
public final class JsonForm {
    public static final String MEDIA_TYPE = "application/vnd.stockrule.profile+json";

    /// 256 KiB in UTF-8, four times what a text may have.
    public static final int LARGEST = 256 * 1024;

    /// The deepest condition that the language takes has about eighty levels of objects and lists.
    private static final int DEEPEST = 100;

    private static final JsonMapper JSON = JsonMapper.builder(new ExactJson(DEEPEST))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonForm() {}

    /// What a body of [#MEDIA_TYPE] turns out to be.
    public sealed interface Read {
        /// The profile text that the body stands for.
        record Text(String text) implements Read {}

        /// It is JSON of another form than the schema says.
        record OtherForm(List<Mistake> mistakes) implements Read {}

        record TooLarge() implements Read {}

        record NotUtf8() implements Read {}
    }

    /// @throws JsonProcessingException when it is not JSON, or nested deeper than any profile
    public static Read read(byte[] body) throws JsonProcessingException {
        if (body.length > LARGEST) {
            return new Read.TooLarge();
        }
        var text = Utf8.decode(body);
        return text.isEmpty() ? new Read.NotUtf8() : read(JSON.readValue(text.get(), JsonNode.class));
    }

    private static Read read(JsonNode json) {
        var mistakes = ProfileSchema.mistakesIn(json);
        return mistakes.isEmpty()
                ? new Read.Text(ProfileWriter.write(ProfileFromJson.read(json)))
                : new Read.OtherForm(mistakes);
    }

    public static String write(Profile profile) {
        return ProfileToJson.write(profile).toString();
    }
}
