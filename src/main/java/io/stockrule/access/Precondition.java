package io.stockrule.access;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the caller wants to be true before a thing that has versions is changed (RFC 9110, section 13.1): `If-Match`
/// against an edit that never saw the version in force, `If-None-Match: *` against replacing what was to be new.
///
/// @param match one of these versions is in force; null: any, or none at all
/// @param noneMatch none of these versions is in force
/// @param exists there is one already
/// @param absent there is none yet
public record Precondition(@Nullable Set<String> match, Set<String> noneMatch, boolean exists, boolean absent) {
    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");

    public static Precondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        return new Precondition(
                ifMatch == null || isAny(ifMatch) ? null : tags(ifMatch, false),
                ifNoneMatch == null ? Set.of() : tags(ifNoneMatch, true),
                ifMatch != null,
                ifNoneMatch != null && isAny(ifNoneMatch));
    }

    private static boolean isAny(String header) {
        return header.strip().equals("*");
    }

    /// A weak tag (`W/"3"`) counts for `If-None-Match` only; what cannot be read is no version.
    private static Set<String> tags(String header, boolean weakOnes) {
        return TAG.matcher(header)
                .results()
                .filter(tag -> weakOnes || tag.group(1) == null)
                .map(tag -> tag.group(2))
                .collect(Collectors.toSet());
    }

    public boolean allowsCreation() {
        return !exists;
    }

    public boolean allowsChangeOf(long version) {
        var tag = Long.toString(version);
        return !absent && !noneMatch.contains(tag) && (match == null || match.contains(tag));
    }
}
