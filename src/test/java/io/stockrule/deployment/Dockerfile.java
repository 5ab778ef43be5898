package io.stockrule.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `deployment/Dockerfile`, an instruction an item.
final class Dockerfile {
    /// https://docs.docker.com/reference/dockerfile/#overview
    private static final Set<String> KEYWORDS = Set.of(
            "ADD",
            "ARG",
            "CMD",
            "COPY",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "FROM",
            "HEALTHCHECK",
            "LABEL",
            "ONBUILD",
            "RUN",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR");

    private static final Pattern INSTRUCTION = Pattern.compile("([A-Z]+)\\s+(.+)");

    record Instruction(String keyword, String arguments) {
        boolean is(String wanted) {
            return keyword.equals(wanted);
        }

        List<String> words() {
            return List.of(arguments.split("\\s+"));
        }
    }

    private final List<Instruction> instructions;

    private Dockerfile(List<Instruction> instructions) {
        this.instructions = instructions;
    }

    static Dockerfile read() throws IOException {
        var text = Files.readString(Path.of("deployment", "Dockerfile"))
                .replaceAll("(?m)^#.*\\R", "")
                .replace("\\\n", " ");
        var instructions = new ArrayList<Instruction>();
        for (var line : text.split("\n")) {
            if (!line.isBlank()) {
                instructions.add(instruction(line));
            }
        }
        return new Dockerfile(instructions);
    }

    private static Instruction instruction(String line) {
        var parts = INSTRUCTION.matcher(line.strip());
        if (!parts.matches() || !KEYWORDS.contains(parts.group(1))) {
            throw new IllegalArgumentException("no instruction: " + line);
        }
        return new Instruction(parts.group(1), parts.group(2).strip());
    }

    Stream<Instruction> all(String keyword) {
        return instructions.stream().filter(it -> it.is(keyword));
    }

    /// Of the image that is kept, which is the last one.
    Instruction last(String keyword) {
        int from = instructions.lastIndexOf(all("FROM").toList().getLast());
        return instructions.subList(from, instructions.size()).stream()
                .filter(it -> it.is(keyword))
                .reduce((_, later) -> later)
                .orElseThrow(() -> new IllegalArgumentException("the last image has no " + keyword));
    }
}
