package io.stockrule.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which rule files decide. Fired as a CDI event at the start and whenever it changes; whoever listens has the
/// listings decided again that others decided, and is told once more when that fails.
///
/// @param steps a fingerprint of the files of the steps
/// @param included fingerprints of the included files, by the name that profiles write
public record RulesInUse(String steps, Map<String, String> included) {
    public RulesInUse {
        included = Map.copyOf(included);
    }

    /// Those of them that a profile with these includes depends on. A file that there is not has an empty fingerprint.
    public RulesInUse of(Collection<String> includes) {
        return new RulesInUse(
                steps,
                includes.stream()
                        .distinct()
                        .collect(Collectors.toMap(name -> name, name -> included.getOrDefault(name, ""))));
    }

    /// Whether these, which a profile depended on, are the same in all the others.
    public boolean isPartOf(RulesInUse all) {
        return equals(all.of(included.keySet()));
    }

    /// One for all of them.
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(toText().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of Java", e);
        }
    }

    /// Names and fingerprints have no line breaks.
    private String toText() {
        return new TreeMap<>(included)
                .entrySet().stream()
                        .map(file -> "\n" + file.getKey() + "\n" + file.getValue())
                        .collect(Collectors.joining("", steps, ""));
    }

    /// What decides otherwise than before.
    public RulesChanged changedSince(RulesInUse before) {
        var names = new HashSet<>(included.keySet());
        names.addAll(before.included.keySet());
        Set<String> changed = names.stream()
                .filter(name -> !Objects.equals(included.get(name), before.included.get(name)))
                .collect(Collectors.toCollection(TreeSet::new));
        return new RulesChanged(!steps.equals(before.steps), changed);
    }
}
