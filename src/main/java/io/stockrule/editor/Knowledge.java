package io.stockrule.editor;

import io.stockrule.language.Checked;
import io.stockrule.language.Decides;
import io.stockrule.language.KnownNames;
import io.stockrule.language.check.Checker;
import java.util.Optional;
import java.util.function.Consumer;

/// What texts are checked against: the merchant's names and the rule files.
final class Knowledge {
    private final ServerSettings settings;
    private final Consumer<String> complains;
    private volatile MerchantNames names = MerchantNames.read(null);

    /// @param complains hears why rule files cannot be used
    Knowledge(ServerSettings settings, Consumer<String> complains) {
        this.settings = settings;
        this.complains = complains;
    }

    void learn(MerchantNames other) {
        names = other;
    }

    KnownNames known() {
        return settings.rules()
                .known(names.over(settings.names()), complains)
                .withMarketplaces()
                .withToday(settings.today().get());
    }

    /// Everything that is wrong with a text, as `bin/stockrule check` has it.
    Checked check(String text) {
        var known = known();
        var read = Checker.read(text, known);
        if (read instanceof Checked.Accepted accepted && accepted.profile().includesRules()) {
            return decides()
                    .map(decides -> Checker.check(text, known, decides))
                    .orElseGet(() -> Checker.check(text, known));
        }
        return Checker.check(text, known);
    }

    /// A text without what it decides.
    Checked read(String text) {
        return Checker.read(text, known());
    }

    /// What decides with the rules that profiles include, where these can be used.
    Optional<Decides> decides() {
        return settings.rules().decides(complains);
    }
}
