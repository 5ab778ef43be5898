package io.stockrule.stockfile;

import io.stockrule.language.Profile;
import io.stockrule.rules.Question;
import io.stockrule.rules.Rules;
import io.stockrule.stockfile.StockRows.StockRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Decides rows a batch at a time, each batch while the next one is read. Of all of them it is told in the reader's
/// thread: first what was said while a batch was read, then its decisions, then the next batch.
final class Batches implements AutoCloseable {
    private static final int SIZE = 1_000;

    private final Profile profile;
    private final Rules rules;
    private final boolean withReasons;
    private final Answers answers;
    private final ExecutorService beside = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("decide-file").factory());
    private List<StockRow> rows = new ArrayList<>(SIZE);
    private List<Said> said = new ArrayList<>();
    private @Nullable UnderWay underWay;

    Batches(Profile profile, Rules rules, boolean withReasons, Answers answers) {
        this.profile = profile;
        this.rules = rules;
        this.withReasons = withReasons;
        this.answers = answers;
    }

    /// Something to tell of a row.
    @FunctionalInterface
    interface Said {
        void tell() throws IOException;
    }

    private record UnderWay(List<Said> said, List<StockRow> rows, CompletableFuture<List<DecisionCells>> decisions) {}

    void add(StockRow row) throws IOException {
        tellIfDecided();
        rows.add(row);
        if (rows.size() == SIZE) {
            decide();
        }
    }

    /// At once, or when what came before is decided.
    void say(Said one) throws IOException {
        tellIfDecided();
        said.add(one);
        if (underWay == null || said.size() == SIZE) {
            tell();
        }
    }

    private void tellIfDecided() throws IOException {
        if (underWay != null && underWay.decisions().isDone()) {
            tellUnderWay();
        }
    }

    /// Tells of all that is left.
    void end() throws IOException {
        decide();
        tell();
    }

    /// Tells of what was decided before something failed, and of what was said.
    void breakOff(Exception why) {
        try {
            tell();
        } catch (IOException | RuntimeException e) {
            if (e != why) {
                why.addSuppressed(e);
            }
        }
    }

    private void decide() throws IOException {
        var batch = rows;
        var next = new UnderWay(said, batch, CompletableFuture.supplyAsync(() -> decisions(batch), beside));
        rows = new ArrayList<>(SIZE);
        said = new ArrayList<>();
        tellUnderWay();
        underWay = next;
    }

    /// With their sentences, so that the reader's thread has less to do.
    private List<DecisionCells> decisions(List<StockRow> batch) {
        var questions =
                batch.stream().map(row -> new Question(profile, row.facts())).toList();
        var decisions = withReasons ? rules.decide(questions) : rules.decideWithoutTrace(questions);
        return decisions.stream().map(DecisionCells::of).toList();
    }

    private void tell() throws IOException {
        tellUnderWay();
        var now = said;
        said = new ArrayList<>();
        tell(now);
    }

    private void tellUnderWay() throws IOException {
        var batch = underWay;
        underWay = null;
        if (batch == null) {
            return;
        }
        tell(batch.said());
        var decisions = arrived(batch.decisions());
        for (int i = 0; i < decisions.size(); i++) {
            var row = batch.rows().get(i);
            answers.decided(row.line(), row.item(), decisions.get(i));
        }
        answers.flush();
    }

    /// What fails beside fails here as if it had been decided here.
    private static List<DecisionCells> arrived(CompletableFuture<List<DecisionCells>> decisions) {
        try {
            return decisions.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }

    private static void tell(List<Said> all) throws IOException {
        for (var each : all) {
            each.tell();
        }
    }

    /// What nobody was told of is not decided any more.
    @Override
    public void close() {
        beside.shutdownNow();
    }
}
