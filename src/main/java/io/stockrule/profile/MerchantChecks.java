package io.stockrule.profile;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.Word;
import io.stockrule.language.check.Checker;
import io.stockrule.language.drawing.Curve;
import io.stockrule.language.drawing.Difference;
import io.stockrule.rules.Question;
import io.stockrule.rules.Rules;
import io.stockrule.stock.Decision;
import io.stockrule.stock.KnownTexts;
import io.stockrule.stock.ListingFacts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// Checks texts as a merchant's own: with what its warehouses and products are called, and with the rule files
/// that would decide.
@ApplicationScoped
public class MerchantChecks {
    /// A date that is over here is over for every merchant.
    private static final ZoneOffset WHERE_A_DAY_ENDS_LAST = ZoneOffset.ofHours(-12);

    private final KnownTexts texts;
    private final Rules rules;
    private final InstantSource time;

    MerchantChecks(KnownTexts texts, Rules rules, InstantSource time) {
        this.texts = texts;
        this.rules = rules;
        this.time = time;
    }

    public Checked check(long merchantId, String text) {
        return check(names(merchantId), text);
    }

    /// For many texts of one merchant.
    Checked check(KnownNames names, String text) {
        return Checker.check(text, names, this::decide);
    }

    /// What a profile makes of each amount.
    public Curve curve(Profile profile) {
        return Curve.of(profile, this::decide);
    }

    /// What changes when the second takes the place of the first.
    public Difference difference(Profile before, Profile after) {
        return Difference.of(before, after, this::decide);
    }

    private Decision decide(Profile profile, ListingFacts facts) {
        return rules.decide(List.of(new Question(profile, facts))).getFirst();
    }

    /// A merchant without any warehouse has not connected a shop yet. Profiles can be written before that, with
    /// whatever names the shop will bring.
    KnownNames names(long merchantId) {
        var known = texts.of(merchantId);
        var names = known.warehouses().isEmpty()
                ? KnownNames.ANY
                : KnownNames.ofWarehouses(known.warehouses()).withClosed(known.closedWarehouses());
        for (var entry : known.texts().entrySet()) {
            names = names.withTexts(word(entry.getKey()), entry.getValue());
        }
        return names.withMarketplaces()
                .withRuleFiles(rules.includable())
                .withToday(LocalDate.ofInstant(time.instant(), WHERE_A_DAY_ENDS_LAST));
    }

    private static Word word(KnownTexts.Kind kind) {
        return switch (kind) {
            case VENDOR -> Word.Named.VENDOR;
            case PRODUCT_TYPE -> Word.Named.PRODUCT_TYPE;
            case TAG -> Word.Named.TAG;
            case COLLECTION -> Word.Named.COLLECTION;
        };
    }
}
