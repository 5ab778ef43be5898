package io.stockrule.settings;

import jakarta.annotation.Priority;
import java.util.Locale;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/// Reads settings that are true or false. The usual converter takes whatever it does not know for false, so that `ture`
/// switched off what was meant to be on.
@Priority(ExactBoolean.BEFORE_THE_USUAL)
public final class ExactBoolean implements Converter<Boolean> {
    static final int BEFORE_THE_USUAL = 200;
    private static final long serialVersionUID = 1;

    /// The words are those that the usual converter takes for true, and their opposites.
    @Override
    public @Nullable Boolean convert(String value) {
        if (value.isBlank()) {
            return null; // not set
        }
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y", "on", "1", "t" -> true;
            case "false", "no", "n", "off", "0", "f" -> false;
            default -> throw new IllegalArgumentException("\"%s\" is neither true nor false".formatted(value));
        };
    }
}
