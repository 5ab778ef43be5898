package io.stockrule.language.coverage;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.check.Checker;
import io.stockrule.language.proof.KnownWarehouses;
import io.stockrule.language.writing.ProfileWriter;
import io.stockrule.rules.GeneratedProfiles;
import java.util.List;
import java.util.stream.Stream;

/// Texts of any profiles, without rule files and promises, that the checker reads; the same for the same seed.
final class GeneratedTexts {
    private GeneratedTexts() {}

    /// @param mostWarehouses that a profile tells apart; coverage is exact up to two
    static Stream<String> of(long seed, int mostWarehouses) {
        var profiles = new GeneratedProfiles(seed);
        return Stream.generate(profiles::profile)
                .map(GeneratedTexts::alone)
                .filter(each -> KnownWarehouses.of(each).count() <= mostWarehouses)
                .map(ProfileWriter::write)
                .filter(text -> Checker.read(text, KnownNames.ANY) instanceof Checked.Accepted);
    }

    private static Profile alone(Profile profile) {
        return new Profile(
                profile.name(),
                profile.selection(),
                profile.counting(),
                profile.reserves(),
                profile.share(),
                profile.mode(),
                profile.minimum(),
                profile.steps(),
                profile.handlingDays(),
                profile.unknown(),
                profile.exceptions(),
                List.of(),
                List.of(),
                profile.expectations(),
                profile.limited());
    }
}
