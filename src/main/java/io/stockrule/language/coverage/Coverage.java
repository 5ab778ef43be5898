package io.stockrule.language.coverage;

import io.stockrule.language.Decides;
import io.stockrule.language.Findings;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.Span;
import io.stockrule.language.reading.ProfileParser;
import java.util.List;

/// What the `expect` lines of a profile try of it, and lines that would try the rest.
///
/// @param statements those of which a line can tell, and of how many a line covers a side
/// @param sides those that some stock shows, and how many a line covers
/// @param expectations how many lines there are
/// @param missing sides that no line covers, in the order of the text, as the others are
/// @param outOfReach sides that no line can cover
/// @param undecided sides that no line covers, and perhaps none can: not all was tried
/// @param examples lines that cover what is missing, each true, as few as were found; without those that there are
public record Coverage(
        Count statements,
        Count sides,
        int expectations,
        List<Missing> missing,
        List<OutOfReach> outOfReach,
        List<Undecided> undecided,
        List<String> examples) {
    public Coverage {
        missing = List.copyOf(missing);
        outOfReach = List.copyOf(outOfReach);
        undecided = List.copyOf(undecided);
        examples = List.copyOf(examples);
    }

    /// How many of them are covered.
    public record Count(int covered, int all) {}

    /// @param example a line that would cover it
    public record Missing(Span span, String message, String example) {}

    /// @param why with what instead the profile decides the same, whatever the stock: `without it`
    public record OutOfReach(Span span, String message, String why) {}

    /// One that was not found, where more could be tried.
    public record Undecided(Span span, String message) {}

    /// Whether nothing is missing of which it is known that a line can cover it.
    public boolean isFull() {
        return missing.isEmpty();
    }

    /// @param text of the profile, which the checker has accepted
    /// @param known names that the lines may use
    /// @param decides for a profile that includes rules, what decides with them: it is asked for the numbers of the
    ///     lines, while what they cover is looked for in the profile's own steps
    public static Coverage of(String text, Profile profile, KnownNames known, Decides decides) {
        var sides = ProfileSides.of(
                profile, ProfileParser.parse(text, new Findings()).statements());
        return new CoverageFound(profile, known, decides).of(sides);
    }
}
