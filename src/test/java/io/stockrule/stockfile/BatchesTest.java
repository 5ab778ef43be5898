package io.stockrule.stockfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.check.Checker;
import io.stockrule.rules.OurRules;
import io.stockrule.table.Mistake;
import io.stockrule.table.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A batch is decided beside the reading of the next one, and nobody who is told of the rows can see it.
class BatchesTest {
    private static final int SIZE = 1_000;
    private static final DecideRun.Options OPTIONS =
            new DecideRun.Options(Map.of(), "", LocalDateTime.of(2026, 12, 24, 10, 0), true);

    @Test
    void rows_are_told_of_as_if_one_batch_came_after_the_other() throws IOException {
        IntPredicate isMistaken = line -> line % 7 == 3;
        var heard = new Heard();
        decide(file(2, 4_500, isMistaken), heard);
        assertThat(heard.said).isEqualTo(oneAfterTheOther(4_500, isMistaken, true));
    }

    @Test
    void mistakes_without_end_are_told_of_before_the_end() throws IOException {
        var heard = new Heard();
        assertThatThrownBy(() -> decide(file(2, 3_500, line -> line > 500) + READ_AHEAD, BROKEN, heard))
                .hasMessage("broken off");
        assertThat(heard.said).hasSize(3_000).startsWith("501 refused").endsWith("3500 refused");
    }

    @Test
    void what_was_decided_is_told_of_when_the_file_breaks_off() {
        var heard = new Heard();
        assertThatThrownBy(() -> decide(file(2, 2_600, line -> line > 2_400) + READ_AHEAD, BROKEN, heard))
                .hasMessage("broken off");
        assertThat(heard.said).hasSize(2_200).isEqualTo(oneAfterTheOther(2_600, line -> line > 2_400, false));
    }

    @Test
    void nothing_is_told_of_any_more_and_no_thread_stays_when_nobody_takes_it() {
        var heard = new Heard() {
            @Override
            public void flush() throws IOException {
                throw new IOException("nobody takes it");
            }
        };
        assertThatThrownBy(() -> decide(file(2, 9_000, _ -> false), heard)).hasMessage("nobody takes it");
        assertThat(heard.said).hasSizeLessThan(2 * SIZE + 1);
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("decide-file")));
    }

    /// Who refuses at once and decides a batch when it is full.
    private static List<String> oneAfterTheOther(int last, IntPredicate isMistaken, boolean ends) {
        var said = new ArrayList<String>();
        var batch = new ArrayList<String>();
        for (int line = 2; line <= last; line++) {
            if (isMistaken.test(line)) {
                said.add(line + " refused");
            } else {
                batch.add(line + " " + line);
            }
            if (batch.size() == SIZE) {
                said.addAll(batch);
                batch.clear();
            }
        }
        if (ends) {
            said.addAll(batch);
        }
        return said;
    }

    /// Each line's SKU and stock are its number.
    private static String file(int first, int last, IntPredicate isMistaken) {
        return "sku,available\n"
                + IntStream.rangeClosed(first, last)
                        .mapToObj(line ->
                                isMistaken.test(line) ? "S%d,x\n".formatted(line) : "S%d,%d\n".formatted(line, line))
                        .collect(joining());
    }

    /// Without rows, and longer than what is read before it is needed.
    private static final String READ_AHEAD = "\n".repeat(1_000_000);

    private static final InputStream BROKEN = new InputStream() {
        @Override
        public int read() throws IOException {
            throw new IOException("broken off");
        }
    };

    private static void decide(String file, Heard heard) throws IOException {
        decide(file, InputStream.nullInputStream(), heard);
    }

    private static void decide(String file, InputStream then, Heard heard) throws IOException {
        var in = new SequenceInputStream(new ByteArrayInputStream(file.getBytes(UTF_8)), then);
        var checked = (Checked.Accepted) Checker.check("profile \"P\"\n", KnownNames.ANY);
        DecideRun.decide(
                checked.profile(),
                OurRules.RULES,
                OPTIONS,
                Table.open(in, Optional.of(UTF_8), Long.MAX_VALUE),
                Optional.empty(),
                heard);
    }

    private static class Heard implements Answers {
        final List<String> said = new ArrayList<>();

        @Override
        public void decided(long line, Item item, DecisionCells decision) {
            said.add(line + " " + decision.quantity());
        }

        @Override
        public void refused(List<Mistake> mistakes) {
            said.add(mistakes.getFirst().line() + " refused");
        }

        @Override
        public void doubted(Mistake doubt) {}

        @Override
        public void remark(String sentence) {}

        @Override
        public void flush() throws IOException {}
    }
}
