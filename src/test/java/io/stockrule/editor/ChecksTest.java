package io.stockrule.editor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.check.Checker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/// Without threads: what is to be done waits until the test does it.
class ChecksTest {
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final List<String> said = new ArrayList<>();
    private final Checks checks = new Checks(work::add, this::check, new Checks.Told() {
        @Override
        public void checked(OpenText text, Checked checked) {
            said.add(text.uri() + text.version() + " " + checked.diagnostics().size());
        }

        @Override
        public void closed(String uri) {
            said.add(uri + " closed");
        }

        @Override
        public void failed(OpenText text, RuntimeException broken) {
            said.add(text.uri() + text.version() + " " + broken.getMessage());
        }
    });

    private Runnable meanwhile = () -> {};

    private Checked check(String text) {
        meanwhile.run();
        if (text.equals("broken")) {
            throw new IllegalStateException("ours");
        }
        return Checker.check(text, KnownNames.ANY);
    }

    @Test
    void only_the_last_of_what_waits_is_checked() {
        var first = OpenText.of("a", 1, "profile \"A\"");
        checks.check(first);
        checks.check(OpenText.of("a", 2, "keep"));
        checks.check(OpenText.of("b", 1, "profile \"B\""));
        assertThat(first.checked()).isCancelled();
        assertThat(work).hasSize(2);
        doAll();
        assertThat(said).containsExactly("a2 2", "b1 0");
    }

    @Test
    void what_changes_while_it_is_checked_is_checked_again_and_told_once() {
        var first = OpenText.of("a", 1, "keep");
        meanwhile = () -> {
            meanwhile = () -> {};
            checks.check(OpenText.of("a", 2, "profile \"A\""));
        };
        checks.check(first);
        doAll();
        assertThat(said).containsExactly("a2 0");
        assertThat(first.checked()).isCompleted();
    }

    @Test
    void what_is_closed_while_it_is_checked_is_told_closed_and_no_more() {
        meanwhile = () -> checks.close("a");
        checks.check(OpenText.of("a", 1, "keep"));
        doAll();
        assertThat(said).containsExactly("a closed");
    }

    @Test
    void a_check_that_breaks_is_told_and_the_next_is_done() {
        var broken = OpenText.of("a", 1, "broken");
        checks.check(broken);
        checks.check(OpenText.of("b", 1, "profile \"B\""));
        doAll();
        checks.check(OpenText.of("a", 2, "profile \"A\""));
        doAll();
        assertThat(said).containsExactly("a1 ours", "b1 0", "a2 0");
        assertThat(broken.checked()).isCompletedExceptionally();
    }

    private void doAll() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }
}
