package io.stockrule.access.exact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.function.Function;

/// How the JSON of callers is read: exactly, or not at all. No value is taken for one of another kind, so that `-1` is
/// no `true`, `0` no region and an empty text no unknown number.
@Provider
class CallersJson implements ContextResolver<ObjectMapper> {
    /// Levels of objects and lists in the deepest body that any address takes are far fewer.
    private static final int DEEPEST = 50;

    private final ObjectMapper json;

    CallersJson(ObjectMapper json) {
        this.json = exact(json);
    }

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return json;
    }

    /// As the given one writes and names fields, but reading exactly.
    static ObjectMapper exact(ObjectMapper json) {
        var exact = json.copyWith(new ExactJson(DEEPEST));
        exact.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        exact.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        exact.setConfig(exact.getDeserializationConfig().without(MapperFeature.ALLOW_COERCION_OF_SCALARS));
        for (var shape : CoercionInputShape.values()) {
            exact.coercionConfigDefaults().setCoercion(shape, CoercionAction.Fail);
        }
        return exact.registerModule(new SimpleModule("exact values")
                .addDeserializer(LocalDate.class, new TextOnly<>(LocalDate.class, LocalDate::parse))
                .addDeserializer(LocalTime.class, new TextOnly<>(LocalTime.class, LocalTime::parse))
                .setDeserializerModifier(new ExactNames()));
    }

    /// A day or a time is written as a text, not as a number or a list of numbers.
    private static final class TextOnly<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parse;

        TextOnly(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (T) context.handleUnexpectedToken(handledType(), parser);
            }
            try {
                return parse.apply(parser.getText());
            } catch (DateTimeException _) {
                return (T) context.handleWeirdStringValue(handledType(), parser.getText(), "not as it is written");
            }
        }
    }

    /// One of a few names is written without blanks around it.
    private static final class ExactNames extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config, JavaType type, BeanDescription bean, JsonDeserializer<?> usual) {
            return new ExactName(usual);
        }
    }

    private static final class ExactName extends DelegatingDeserializer {
        private static final long serialVersionUID = 1L;

        ExactName(JsonDeserializer<?> usual) {
            super(usual);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> usual) {
            return new ExactName(usual);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.hasToken(JsonToken.VALUE_STRING)
                    && !parser.getText().equals(parser.getText().trim())) {
                return context.handleWeirdStringValue(handledType(), parser.getText(), "blanks around a name");
            }
            return super.deserialize(parser, context);
        }
    }
}
