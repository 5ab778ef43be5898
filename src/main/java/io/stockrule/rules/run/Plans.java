package io.stockrule.rules.run;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Interner;
import io.stockrule.language.Profile;
import io.stockrule.rules.Candidates;
import io.stockrule.rules.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the rule files of the steps do to listings. They look at nothing but a profile and how a listing is [Sold], so
/// they run once for each pair of these, and what they did is kept for as long as somebody has the profile.
final class Plans {
    private final RuleBase first;
    private final RuleBase last;
    private final Interner<Shape> shapes = Interner.newWeakInterner();
    // Compared by identity. Nothing that a plan holds may hold the profile.
    private final Cache<Profile, Map<Long, Plan>> known =
            Caffeine.newBuilder().weakKeys().build();

    /// @param first steps before the exceptions
    /// @param last steps after them
    Plans(RuleBase first, RuleBase last) {
        this.first = first;
        this.last = last;
    }

    /// In the order of the questions.
    ///
    /// @param mostFirings rules that may fire for one
    Plan[] of(List<Question> questions, int mostFirings) {
        var plans = new Plan[questions.size()];
        var missing = new IdentityHashMap<Profile, Map<Long, Making>>(0);
        var recent = new Recent<>(this::found);
        for (int i = 0; i < plans.length; i++) {
            var question = questions.get(i);
            plans[i] = recent.of(question.profile()).get(Sold.number(question.facts()));
            if (plans[i] == null) {
                missing.computeIfAbsent(question.profile(), _ -> new HashMap<>())
                        .computeIfAbsent(
                                Sold.number(question.facts()),
                                number -> new Making(question.profile(), Sold.of(question.facts()), number));
            }
        }
        if (!missing.isEmpty()) {
            make(missing.values().stream().flatMap(it -> it.values().stream()).toList(), mostFirings);
            for (int i = 0; i < plans.length; i++) {
                if (plans[i] == null) {
                    plans[i] = made(questions.get(i), missing);
                }
            }
        }
        return plans;
    }

    private Map<Long, Plan> found(Profile profile) {
        var found = known.getIfPresent(profile);
        return found == null ? Map.of() : found;
    }

    private static Plan made(Question question, Map<Profile, Map<Long, Making>> making) {
        var bySold = requireNonNull(making.get(question.profile()));
        return requireNonNull(requireNonNull(bySold.get(Sold.number(question.facts()))).plan);
    }

    /// One that is being made.
    private static final class Making {
        private final Profile profile;
        private final Sold sold;
        private final Long number;
        private final ProfileInputs inputs;
        private @Nullable Plan plan;

        Making(Profile profile, Sold sold, Long number) {
            this.profile = profile;
            this.sold = sold;
            this.number = number;
            this.inputs = ProfileInputs.of(profile);
        }
    }

    /// When the rules fail, they run for each alone, and only those fail for which they fail again.
    private void make(List<Making> all, int mostFirings) {
        try {
            makeTogether(all, mostFirings);
        } catch (RuntimeException together) {
            for (var one : all) {
                try {
                    makeTogether(List.of(one), mostFirings);
                } catch (RuntimeException alone) {
                    one.plan = Plan.failed(alone);
                }
            }
        }
    }

    private void makeTogether(List<Making> all, int mostFirings) {
        var drafts = new ArrayList<Draft>(all.size());
        for (var one : all) {
            var numbers = new ArrayList<Long>();
            var exceptions = ExceptionKey.of(one.profile, numbers);
            var draft = new PlanDraft(mostFirings, numbers);
            drafts.add(new Draft(one, exceptions, draft, new Candidates(one.inputs, one.sold, draft)));
        }
        var facts = drafts.stream().map(Draft::fact).toList();
        first.plan(facts, mostFirings);
        drafts.forEach(it -> it.draft().goOnAfterExceptions());
        last.plan(facts, mostFirings);
        drafts.forEach(this::keep);
    }

    private record Draft(Making one, List<ExceptionKey> exceptions, PlanDraft draft, Candidates fact) {}

    private void keep(Draft it) {
        var profile = it.one().profile;
        var shape = shapes.intern(new Shape(it.draft().parts(it.exceptions(), profile.includes())));
        var plan = new Plan(shape, it.draft().numbers());
        it.one().plan = plan;
        known.get(profile, _ -> new ConcurrentHashMap<>()).put(it.one().number, plan);
    }
}
