package io.stockrule.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The service does not start with a value that it cannot use, and says which: each setting is given some.
class SettingValuesTest {
    private static final int ABOVE_ALL_OTHERS = 1_000;
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();
    private static final List<Class<?>> MAPPINGS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.stockrule").stream()
                    .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                    .<Class<?>>map(JavaClass::reflect)
                    .toList();

    static Stream<Arguments> wrongValues() {
        return Settings.all().stream()
                .flatMap(setting -> Stream.concat(wrong(setting.type()), nothing(setting))
                        .map(value -> Arguments.of(setting.name(), value)));
    }

    /// No time at all is a value only where the page says what it means.
    private static Stream<String> nothing(Setting setting) {
        boolean isDuration = setting.type().startsWith("duration");
        return isDuration && !setting.meaning().contains("`0s`")
                ? Stream.of("0s", "0ms", "PT0.000000001S")
                : Stream.of();
    }

    private static Stream<String> wrong(String type) {
        return switch (type.replaceFirst(",.*", "")) {
            case "`true` or `false`" -> Stream.of("ture", "2", "enabled");
            case "duration" -> Stream.of("soon", "10 minuts", "-1s");
            case "whole number" -> Stream.of("five", "1.5", "-1", "99999999999");
            case "number" -> Stream.of("many", "-1");
            case "time of day" -> Stream.of("25:00", "3", "at night", "");
            case "folder", "text" -> Stream.empty();
            default -> throw new IllegalStateException("no wrong value for the type " + type);
        };
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void a_wrong_value_is_refused_with_the_name_of_its_setting(String name, String value) {
        var failure = catchThrowable(() -> read(name, value));
        assertThat(failure).as("%s=%s", name, value).isNotNull();
        assertThat(failure).hasMessageContaining(name);
    }

    private static void read(String name, String value) {
        var builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withValidator((BeanValidationConfigValidator) () -> VALIDATOR)
                .withSources(new PropertiesConfigSource(Map.of(name, value), "test", ABOVE_ALL_OTHERS));
        MAPPINGS.forEach(builder::withMapping);
        var config = builder.build();
        // Those that stand in no mapping are asked for one by one.
        if (name.equals("stockrule.secrets.lost")) {
            config.getValue(name, Boolean.class);
        } else if (name.equals("stockrule.database.wait")) {
            config.getValue(name, Duration.class);
        }
    }
}
