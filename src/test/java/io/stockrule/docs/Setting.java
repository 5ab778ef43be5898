package io.stockrule.docs;

import io.smallrye.config.common.utils.StringUtil;
import java.util.Locale;
import java.util.Optional;

/// A setting of the service, as its source tells it.
///
/// @param name such as `stockrule.sync.batch`
/// @param type in words, with its limits
public record Setting(String name, String type, Optional<String> standard, String meaning) {
    public String environmentVariable() {
        return StringUtil.replaceNonAlphanumericByUnderscores(name).toUpperCase(Locale.ROOT);
    }

    /// `stockrule.sync` of `stockrule.sync.batch`.
    String group() {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
