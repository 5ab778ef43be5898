package io.stockrule.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.stockrule.language.check.Checker;
import io.stockrule.language.writing.Formatter;
import io.stockrule.language.writing.Rendering;
import io.stockrule.rules.TriedProfile;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// No text whatever makes the parser, the checker, the formatter or the rules throw, or take memory without bound.
///
/// `bin/fuzz` runs it for as many texts as wanted, and says which took longest.
class FuzzTest {
    private static final long TEXTS = Long.getLong("stockrule.texts", 20_000);
    private static final long SEED = Long.getLong("stockrule.seed", 20261123);
    private static final int THREADS = 2;

    /// Of one check, in bytes; it is garbage soon after.
    private static final long MOST_MEMORY = 512L << 20;

    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// @param nanos that the slowest text took
    /// @param bytes that the greediest text took
    private record Worst(long nanos, String slowest, long bytes, String greediest, long accepted) {
        Worst and(Worst other) {
            var slow = nanos >= other.nanos ? this : other;
            var greedy = bytes >= other.bytes ? this : other;
            return new Worst(slow.nanos, slow.slowest, greedy.bytes, greedy.greediest, accepted + other.accepted);
        }
    }

    @Test
    void any_text_gets_an_answer_within_bounds() throws Exception {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var runs = IntStream.range(0, THREADS)
                    .<Callable<Worst>>mapToObj(thread -> () -> run(SEED + thread, TEXTS / THREADS))
                    .toList();
            var worst = threads.invokeAll(runs).stream()
                    .map(FuzzTest::result)
                    .reduce(Worst::and)
                    .orElseThrow();
            System.out.printf(
                    "%,d texts, %,d of them profiles; the slowest took %.0f ms, the greediest %,d KB%n",
                    TEXTS, worst.accepted(), worst.nanos() / 1e6, worst.bytes() >> 10);
            assertThat(worst.accepted()).isGreaterThan(TEXTS / 100);
            assertThat(worst.bytes()).as(worst.greediest()).isLessThan(MOST_MEMORY);
        }
    }

    private static Worst result(Future<Worst> run) {
        try {
            return run.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e.getCause() == null ? e : e.getCause());
        }
    }

    private static Worst run(long seed, long count) {
        var texts = new FuzzedTexts(seed);
        var worst = new Worst(0, "", 0, "", 0);
        for (long i = 0; i < count; i++) {
            worst = worst.and(tried(texts.next()));
        }
        return worst;
    }

    private static Worst tried(String text) {
        long start = System.nanoTime();
        long before = MEMORY.getCurrentThreadAllocatedBytes();
        try {
            var checked = Checker.check(text, KnownNames.ANY);
            Rendering.render("any", text, checked.diagnostics());
            long bytes = MEMORY.getCurrentThreadAllocatedBytes() - before;
            long nanos = System.nanoTime() - start;
            if (checked instanceof Checked.Accepted accepted) {
                TriedProfile.decidesAsTheReference(accepted.profile());
                assertThat(Formatter.format(Formatter.format(text))).isEqualTo(Formatter.format(text));
            }
            return new Worst(nanos, text, bytes, text, checked instanceof Checked.Accepted ? 1 : 0);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("this text broke it: " + List.of(text), e);
        }
    }
}
