package io.stockrule.bench;

import io.stockrule.rules.Question;
import io.stockrule.rules.WatchedRules;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Keeps 10,000 profiles and lets each decide in turn, then says what is in memory; then edits profiles, and says what
/// that left behind.
public final class MemoryProgram {
    private static final int PROFILES = 10_000;
    private static final int DISTINCT_EXCEPTIONS = 2_000;
    private static final int EDITS = 100_000;
    private static final double MEGABYTE = 1024 * 1024;

    private final WatchedRules rules;

    private MemoryProgram(WatchedRules rules) {
        this.rules = rules;
    }

    public static void main(String... args) {
        new MemoryProgram(WatchedRules.load(Path.of(args[0]))).run();
    }

    private void run() {
        var questions = questions();
        questions.forEach(this::decide);
        long built = rules.basesBuilt();
        for (int round = 0; round < 3; round++) {
            questions.forEach(this::decide);
        }
        long builtAgain = rules.basesBuilt() - built;
        collect();
        double heap = heap();
        double metaspaceInUse = metaspace();
        if (questions.size() != PROFILES) {
            throw new IllegalStateException("the profiles are needed until here");
        }
        edit(EDITS / 10, PROFILES);
        collect();
        long classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        double metaspace = metaspace();
        double heapBefore = heap();
        edit(EDITS, 2 * PROFILES);
        collect();
        System.out.printf(
                Locale.ROOT,
                "{\"heap\":%.1f,\"metaspace\":%.1f,\"built\":%d,\"builtAgain\":%d,\"classes\":%d,\"metaspaceGrowth\":%.2f,\"heapGrowth\":%.2f}%n",
                heap,
                metaspaceInUse,
                built,
                builtAgain,
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount() - classes,
                metaspace() - metaspace,
                heap() - heapBefore);
    }

    private static List<Question> questions() {
        var facts = new Mix().facts();
        var questions = new ArrayList<Question>(PROFILES);
        for (int i = 0; i < PROFILES; i++) {
            var text = Texts.of(i < DISTINCT_EXCEPTIONS ? 1 + i % 3 : 0, i);
            questions.add(new Question(Mix.profile(text), facts));
        }
        return questions;
    }

    private void edit(int edits, int from) {
        var facts = new Mix().facts();
        for (int i = 0; i < edits; i++) {
            decide(new Question(Mix.profile(Texts.of(3, from + i)), facts));
        }
    }

    private void decide(Question question) {
        var decided = rules.rules().decideWithoutTrace(List.of(question));
        if (decided.size() != 1) {
            throw new IllegalStateException("expected one decision, got " + decided);
        }
    }

    private static void collect() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
    }

    private static double heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
    }

    private static double metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getName().equals("Metaspace"))
                        .map(MemoryPoolMXBean::getUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                / MEGABYTE;
    }
}
