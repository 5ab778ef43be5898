package io.stockrule.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A TextMate grammar of plain `match` rules, read as editors read it: on each line, the rule that matches first, and
/// of
/// several at one place the one that stands first.
record TextMateGrammar(List<Rule> rules) {
    record Rule(String scope, Pattern pattern) {}

    /// @param start in UTF-16 code units
    record Scoped(String scope, int start, String text) {}

    static TextMateGrammar read(Path file) throws IOException {
        var json = new ObjectMapper().readTree(Files.readString(file));
        return new TextMateGrammar(rules(json.path("repository"), json).toList());
    }

    private static Stream<Rule> rules(JsonNode repository, JsonNode parent) {
        return StreamSupport.stream(parent.path("patterns").spliterator(), false)
                .map(each -> each.has("include")
                        ? repository.required(each.path("include").asText().substring(1))
                        : each)
                .flatMap(each -> each.has("match") ? Stream.of(rule(each)) : rules(repository, each));
    }

    private static Rule rule(JsonNode rule) {
        return new Rule(
                rule.required("name").asText(),
                Pattern.compile(rule.required("match").asText()));
    }

    List<Scoped> scopes(String line) {
        var scoped = new ArrayList<Scoped>();
        for (int at = 0; at < line.length(); ) {
            var next = next(line, at);
            if (next.isEmpty()) {
                break;
            }
            scoped.add(next.get());
            at = next.get().start() + next.get().text().length();
        }
        return scoped;
    }

    private Optional<Scoped> next(String line, int at) {
        var first = Optional.<Scoped>empty();
        for (var rule : rules) {
            Matcher matcher = rule.pattern().matcher(line);
            if (matcher.find(at)
                    && !matcher.group().isEmpty()
                    && first.filter(each -> each.start() <= matcher.start()).isEmpty()) {
                first = Optional.of(new Scoped(rule.scope(), matcher.start(), matcher.group()));
            }
        }
        return first;
    }
}
