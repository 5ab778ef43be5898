package io.stockrule.profile;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the caller wants to be true before a profile is changed (RFC 9110, section 13.1): `If-Match` against an
/// edit that never saw the version in force, `If-None-Match: *` against replacing what was to be new.
///
/// @param versions one of these is in force; null: any, or none at all
/// @param exists there is a profile already
/// @param absent there is none yet
record Precondition(@Nullable Set<String> versions, boolean exists, boolean absent) {
    static final Precondition NONE = new Precondition(null, false, false);

    /// Only strong tags count for `If-Match`: a weak one (`W/"3"`) and anything unreadable match no version.
    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");

    static Precondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        boolean any = ifMatch != null && ifMatch.strip().equals("*");
        return new Precondition(
                ifMatch == null || any ? null : strongTags(ifMatch),
                ifMatch != null,
                ifNoneMatch != null && ifNoneMatch.strip().equals("*"));
    }

    private static Set<String> strongTags(String header) {
        return TAG.matcher(header)
                .results()
                .filter(tag -> tag.group(1) == null)
                .map((MatchResult tag) -> tag.group(2))
                .collect(Collectors.toSet());
    }

    boolean allowsCreation() {
        return !exists;
    }

    boolean allowsChangeOf(int version) {
        return !absent && (versions == null || versions.contains(Integer.toString(version)));
    }
}
