package io.stockrule.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Every way to spoil one place of a rule file: a rule deleted, an operator or a constant changed.
final class RuleMutants {
    private static final Pattern RULE = Pattern.compile("(?ms)^rule \"([^\"]*)\".*?^end$");
    private static final Pattern BODY = Pattern.compile("(?ms)^when$.*?^end$");
    private static final Pattern OPERATOR = Pattern.compile("==|!=|>=|<=|>|<|\\|\\||&&|, (?=[a-z])");
    private static final Pattern NUMBER = Pattern.compile("(?<![A-Za-z0-9_.])[0-9]+(?![A-Za-z0-9_])");
    private static final Pattern TRUTH = Pattern.compile("\\b(true|false)\\b");
    private static final Pattern WORD = Pattern.compile("\\b(Choice|Mode|WhenUnknown)\\.([A-Z_]+)");

    private final String text;
    private final List<Mutant> mutants = new ArrayList<>();

    private RuleMutants(String text) {
        this.text = text;
    }

    /// @param what such as `line 12: == becomes !=`
    record Mutant(String what, String text) {}

    static List<Mutant> of(String text) {
        var found = new RuleMutants(text);
        RULE.matcher(text).results().forEach(rule -> found.replace(rule, "", "the rule goes"));
        BODY.matcher(text).results().forEach(found::changeBody);
        return found.mutants;
    }

    private void changeBody(MatchResult body) {
        within(body, OPERATOR).forEach(it -> others(it.group()).forEach(other -> replace(it, other)));
        within(body, NUMBER).forEach(it -> {
            long number = Long.parseLong(it.group());
            replace(it, Long.toString(number + 1));
            if (number > 0) {
                replace(it, Long.toString(number - 1));
            }
        });
        within(body, TRUTH).forEach(it -> replace(it, it.group().equals("true") ? "false" : "true"));
        within(body, WORD)
                .forEach(it -> words(it.group(1))
                        .filter(word -> !word.equals(it.group(2)))
                        .forEach(word -> replace(it, it.group(1) + "." + word)));
    }

    private Stream<MatchResult> within(MatchResult body, Pattern pattern) {
        return pattern.matcher(text).region(body.start(), body.end()).results();
    }

    private static Stream<String> others(String operator) {
        return switch (operator) {
            case "==" -> Stream.of("!=");
            case "!=" -> Stream.of("==");
            case ">" -> Stream.of(">=", "<", "==");
            case "<" -> Stream.of("<=", ">", "==");
            case ">=" -> Stream.of(">", "<");
            case "<=" -> Stream.of("<", ">");
            case "||" -> Stream.of("&&");
            case "&&" -> Stream.of("||");
            default -> Stream.of(" || "); // a comma joins like "and"
        };
    }

    private static Stream<String> words(String type) {
        Enum<?>[] words = switch (type) {
            case "Choice" -> Choice.values();
            case "Mode" -> Mode.values();
            default -> WhenUnknown.values();
        };
        return Arrays.stream(words).map(Enum::name);
    }

    private void replace(MatchResult place, String replacement) {
        replace(
                place,
                replacement,
                "\"%s\" becomes \"%s\"".formatted(place.group().strip(), replacement.strip()));
    }

    private void replace(MatchResult place, String replacement, String what) {
        long line = 1
                + text.substring(0, place.start()).lines().count()
                - (text.startsWith("\n", place.start() - 1) ? 0 : 1);
        mutants.add(new Mutant(
                "line %d: %s".formatted(line, what),
                text.substring(0, place.start()) + replacement + text.substring(place.end())));
    }
}
