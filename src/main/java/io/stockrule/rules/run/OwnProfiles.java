package io.stockrule.rules.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stockrule.language.LimitedStatement;
import io.stockrule.language.Profile;
import io.stockrule.rules.Question;
import io.stockrule.stock.ListingFacts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// What profiles say of each listing, where some of their statements are for some listings only. Listings for which the
/// same statements apply have one profile, which is kept for as long as somebody has the whole one.
final class OwnProfiles {
    /// Groups of listings of one profile that are kept ready; more are made anew each time.
    private static final int MOST_GROUPS = 1_000;

    // Compared by identity. Nothing that is kept of a profile may hold it.
    private final Cache<Profile, Limiting> known =
            Caffeine.newBuilder().weakKeys().build();

    /// The same questions, each with a profile that has no limited statement.
    List<Question> of(List<Question> questions) {
        var limiting = new Recent<>(profile -> known.get(profile, Limiting::new));
        var applying = new BitSet();
        List<Question> own = null;
        for (int i = 0; i < questions.size(); i++) {
            var question = questions.get(i);
            var profile = question.profile();
            if (profile.limited().isOpen()) {
                own = own == null ? new ArrayList<>(questions) : own;
                var said = limiting.of(profile).of(profile, question.facts(), applying);
                own.set(i, new Question(said, question.facts()));
            }
        }
        return own == null ? questions : own;
    }

    /// The limited statements of a profile, ready to be held against many listings.
    private static final class Limiting {
        private final List<Predicate<ListingFacts>> tests;
        /// By number, those before it of the same kind.
        private final List<BitSet> hiding = new ArrayList<>();
        private final Map<BitSet, Profile> profiles = new ConcurrentHashMap<>();

        Limiting(Profile profile) {
            var limited = profile.limited().open();
            this.tests = limited.stream().map(each -> FactTest.of(each.where())).toList();
            for (int i = 0; i < limited.size(); i++) {
                hiding.add(
                        alike(limited.subList(0, i), limited.get(i).provision().kind()));
            }
        }

        private static BitSet alike(List<LimitedStatement> before, List<Object> kind) {
            var alike = new BitSet();
            for (int i = 0; i < before.size(); i++) {
                alike.set(i, before.get(i).provision().kind().equals(kind));
            }
            return alike;
        }

        /// @param applying for use here, whatever is in it
        Profile of(Profile whole, ListingFacts facts, BitSet applying) {
            applying.clear();
            for (int i = 0; i < tests.size(); i++) {
                if (!applying.intersects(hiding.get(i)) && tests.get(i).test(facts)) {
                    applying.set(i);
                }
            }
            var ready = profiles.get(applying);
            return ready == null ? kept(whole, (BitSet) applying.clone()) : ready;
        }

        private Profile kept(Profile whole, BitSet applying) {
            return profiles.size() < MOST_GROUPS
                    ? profiles.computeIfAbsent(applying, it -> made(whole, it))
                    : made(whole, applying);
        }

        private static Profile made(Profile whole, BitSet applying) {
            var limited = whole.limited().open();
            Set<LimitedStatement> those =
                    new HashSet<>(applying.stream().mapToObj(limited::get).toList());
            return whole.of(those::contains);
        }
    }
}
