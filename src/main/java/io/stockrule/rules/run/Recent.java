package io.stockrule.rules.run;

import io.stockrule.language.Profile;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the last few profiles of a batch have to do with: the questions of a batch go back and forth between them, and
/// what is kept for longer takes more time to find than to use. Profiles are compared by identity.
///
/// @param <T> what there is for each of them
final class Recent<T> {
    private static final int PLACES = 32;

    private final Function<Profile, T> find;
    private final @Nullable Profile[] profiles = new Profile[PLACES];
    private final @Nullable Object[] values = new Object[PLACES];

    /// @param find called for what is not at hand
    Recent(Function<Profile, T> find) {
        this.find = find;
    }

    @SuppressWarnings("unchecked") // nothing else is put there
    T of(Profile profile) {
        int place = System.identityHashCode(profile) % PLACES;
        var value = values[place];
        if (profiles[place] != profile || value == null) {
            value = find.apply(profile);
            profiles[place] = profile;
            values[place] = value;
        }
        return (T) value;
    }
}
