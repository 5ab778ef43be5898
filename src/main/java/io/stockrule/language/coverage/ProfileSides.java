package io.stockrule.language.coverage;

import io.stockrule.language.Profile;
import io.stockrule.language.reading.Statement;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The sides of a profile, statement by statement. What no line can tell, such as a handling time, has none.
final class ProfileSides {
    private final Profile profile;
    private final SettingSides settings;

    private ProfileSides(Profile profile) {
        this.profile = profile;
        this.settings = new SettingSides(profile);
    }

    /// @param statements of this profile, in the order of the text
    static List<Side> of(Profile profile, List<Statement> statements) {
        var sides = new ProfileSides(profile);
        return Stream.concat(
                        statements.stream().flatMap(sides::ofSetting),
                        sides.ofExceptions(statements.stream()
                                .filter(Statement.Excepts.class::isInstance)
                                .map(Statement.Excepts.class::cast)
                                .toList()))
                .filter(Side::isOne)
                .sorted((one, other) -> one.span().compareTo(other.span()))
                .toList();
    }

    private Stream<Side> ofSetting(Statement statement) {
        var span = statement.place().span();
        return switch (statement) {
            case Statement.Selects selects -> SelectionSides.of(profile, selects.selection(), span);
            case Statement.Counts _ -> settings.counting(span);
            case Statement.Keeps keeps -> settings.reserve(keeps, span);
            case Statement.Offers offers -> settings.share(offers.percent(), span);
            case Statement.Lists lists -> settings.mode(lists.mode(), span);
            case Statement.ListsNothingBelow below -> settings.minimum(below.minimum(), span);
            case Statement.ListsInSteps steps -> settings.steps(steps.steps(), span);
            case Statement.Narrows _ -> LimitedSides.of(profile, span);
            case Statement.KnowsNoStock unknown -> settings.unknown(unknown.action(), span);
            case Statement.Names _,
                    Statement.Handles _,
                    Statement.Includes _,
                    Statement.Excepts _,
                    Statement.Promises _,
                    Statement.Expects _ -> Stream.empty();
        };
    }

    private Stream<Side> ofExceptions(List<Statement.Excepts> statements) {
        var spans = statements.stream()
                .flatMap(each -> each.branches().map(_ -> each.place().span()))
                .toList();
        return IntStream.range(0, spans.size())
                .boxed()
                .flatMap(i -> new ExceptionSides(profile, i, spans.get(i)).all());
    }
}
