package io.stockrule.rules.run;

import static io.stockrule.rules.RulesFolder.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Profile;
import io.stockrule.rules.file.RuleFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.drools.model.Model;
import org.junit.jupiter.api.Test;

class RuleBasesTest {
    private static final Collection<Model> MODELS = RuleFiles.compile(Path.of("rules"));

    @Test
    void profiles_whose_exceptions_differ_in_words_and_numbers_share_a_base() {
        var near = profile("when available is below 3 then list 1");
        var far = profile("keep 1 in reserve;;when   available is below 4 then list 2");
        var other = profile("when available is above 3 then list 1");
        var bases = new RuleBases(MODELS, 100);
        assertThat(bases.ofExceptions(keys(near)))
                .isSameAs(bases.ofExceptions(keys(far)))
                .isNotSameAs(bases.ofExceptions(keys(other)));
    }

    @Test
    void no_more_bases_are_kept_than_fit_and_one_that_had_to_go_is_built_again() {
        var bases = new RuleBases(MODELS, 10);
        var keys = IntStream.range(0, 5)
                .mapToObj(i -> keys(profile("when vendor is \"" + i + "\" then hold")))
                .toList();
        keys.forEach(bases::ofExceptions);
        bases.cache().cleanUp();
        assertThat(bases.cache().asMap()).hasSize(2);
        keys.forEach(bases::ofExceptions);
        assertThat(bases.cache().stats().loadCount()).isGreaterThanOrEqualTo(8);
    }

    @Test
    void a_base_that_is_kept_is_not_built_again() {
        var bases = new RuleBases(MODELS, 10);
        var keys = keys(profile("when available is 1 then hold"));
        assertThat(bases.ofExceptions(keys)).isSameAs(bases.ofExceptions(keys));
        assertThat(bases.cache().stats().loadCount()).isEqualTo(1);
    }

    private static List<ExceptionKey> keys(Profile profile) {
        return ExceptionKey.of(profile, new ArrayList<>());
    }
}
