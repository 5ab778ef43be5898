package io.stockrule.access.exact;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/// A fraction where a whole number belongs is refused, not cut off: a pack of 1.5 is not a pack of 1.
@Singleton
class ExactNumbers implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper json) {
        json.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    }
}
