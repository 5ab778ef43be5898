package io.stockrule.language.learning;

import io.stockrule.language.Profile;
import java.util.List;
import java.util.OptionalInt;

/// The shortest profile that was found, and what is to be said of it.
///
/// @param text of the profile, formatted
/// @param pairs of stock and listed number that it was learned from
/// @param unexplained all that the profile decides otherwise, in the order of the file
/// @param contradicted so many of these nobody can explain: of the same facts another number is listed
///     more often
/// @param others texts of profiles that are as short and explain as much
/// @param open what the pairs leave open, in sentences
/// @param givenUp what was not tried, in sentences
public record Learned(
        Profile profile,
        String text,
        long pairs,
        List<Unexplained> unexplained,
        long contradicted,
        List<String> others,
        List<String> open,
        List<String> givenUp) {
    public Learned {
        unexplained = List.copyOf(unexplained);
        others = List.copyOf(others);
        open = List.copyOf(open);
        givenUp = List.copyOf(givenUp);
    }

    /// @param proposed what the profile lists; empty where it holds
    public record Unexplained(OldListing pair, OptionalInt proposed) {}

    public long explained() {
        return pairs - unexplained.size();
    }
}
