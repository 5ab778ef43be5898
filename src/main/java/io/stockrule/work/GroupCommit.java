package io.stockrule.work;

import io.stockrule.work.Lanes.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// Lets many callers share one transaction: a writer takes everything that waits and writes it at once, so a
/// commit costs a fraction of what it costs each alone. A caller is answered after the commit, never before.
///
/// Values have lanes, such as the merchants they concern. A lane that is held up (somebody else has locked its rows, or
/// it takes long) is written by itself until it is quick again, so that the others do not wait for it. Else a
/// batch that fails is tried again in smaller parts, down to single values, so that a bad one fails alone.
public final class GroupCommit<T, R> implements AutoCloseable {
    /// Transactions at once that lanes share; while one waits for a lock, another goes on.
    private static final int TOGETHER = 3;

    /// Transactions at once of lanes that are aside.
    private static final int ASIDE = 5;

    private static final long QUICK_NANOS = 20_000_000;

    private final Writer<T, R> writer;
    private final int batch;
    private final Lanes<Waiting<T, R>> lanes;
    /// Threads of the system's own: they wait for the database at each step, and a virtual thread that waits costs two
    /// hops more. Idle ones end by themselves.
    private final ExecutorService writers;
    private int together;
    private int aside;
    private boolean closed;

    /// How values are written, and what their failures mean.
    public interface Writer<T, R> {
        /// Whom the value concerns.
        Object lane(T value);

        /// Writes a batch in one transaction.
        ///
        /// @param patience what the transaction is to be held to
        /// @return a result for each value, in the same order
        List<R> write(List<T> values, Patience patience);

        /// Whether a failure concerns the database as a whole: then all that wait fail.
        boolean isAway(Throwable failure);

        /// Whether a transaction failed because it lost its patience.
        boolean isHeldUp(Throwable failure);
    }

    /// @param batch the most to be written at once
    /// @param capacity the most to wait; more are refused
    public GroupCommit(String name, Writer<T, R> writer, int batch, int capacity) {
        this.writer = writer;
        this.batch = batch;
        this.lanes = new Lanes<>(capacity, batch);
        this.writers = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name(name + " ", 1).factory());
    }

    /// Completes when `value` is committed. Fails with [RejectedExecutionException] if too many wait already. A stage
    /// that its caller has completed before the value's turn comes is not written.
    public CompletionStage<R> submit(T value) {
        var waiting = new Waiting<T, R>(value, new CompletableFuture<>());
        refusal(waiting).ifPresent(reason -> refuse(List.of(waiting), new RejectedExecutionException(reason)));
        return waiting.answer();
    }

    private synchronized Optional<String> refusal(Waiting<T, R> waiting) {
        if (closed) {
            return Optional.of("shut down");
        }
        if (!lanes.offer(writer.lane(waiting.value()), waiting)) {
            return Optional.of("too many wait to be written");
        }
        startWriters();
        return Optional.empty();
    }

    private void startWriters() {
        if (together < TOGETHER && lanes.anyTogether()) {
            together++;
            writers.execute(this::writeTogether);
        }
        if (aside < ASIDE && lanes.anyAside()) {
            aside++;
            writers.execute(this::writeAside);
        }
    }

    private void writeTogether() {
        for (var loads = nextTogether(); !loads.isEmpty(); loads = nextTogether()) {
            write(loads);
        }
    }

    private synchronized List<Load<Waiting<T, R>>> nextTogether() {
        var loads = lanes.takeTogether(batch);
        if (loads.isEmpty()) {
            together--;
        }
        return loads;
    }

    private void writeAside() {
        for (var load = nextAside(); load.isPresent(); load = nextAside()) {
            writeAlone(load.get());
        }
    }

    private synchronized Optional<Load<Waiting<T, R>>> nextAside() {
        var load = lanes.takeAside(batch);
        if (load.isEmpty()) {
            aside--;
        }
        return load;
    }

    private void write(List<Load<Waiting<T, R>>> loads) {
        var failure = attempt(all(loads), Patience.TOGETHER);
        if (failure.isPresent() && isHeldUp(failure.get()) && loads.size() == 1) {
            putAside(loads.getFirst());
        } else if (failure.isPresent() && !writer.isAway(failure.get()) && loads.size() > 1) {
            loads.forEach(load -> write(List.of(load)));
        } else {
            failure.ifPresent(reason -> failed(all(loads), reason, Patience.TOGETHER));
            loads.forEach(load -> done(load, false));
        }
    }

    private void writeAlone(Load<Waiting<T, R>> load) {
        long began = System.nanoTime();
        var failure = attempt(load.values(), Patience.ALONE);
        boolean quick = failure.isEmpty() && System.nanoTime() - began < QUICK_NANOS;
        failure.ifPresent(reason -> failed(load.values(), reason, Patience.ALONE));
        done(load, !quick);
    }

    /// @return why it was not written
    private Optional<Throwable> attempt(List<Waiting<T, R>> values, Patience patience) {
        var wanted = values.stream().filter(Waiting::isWanted).toList();
        try {
            var results = wanted.isEmpty()
                    ? List.<R>of()
                    : writer.write(wanted.stream().map(Waiting::value).toList(), patience);
            for (int i = 0; i < wanted.size(); i++) {
                wanted.get(i).answer().complete(results.get(i));
            }
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            return Optional.of(e);
        }
    }

    private void failed(List<Waiting<T, R>> values, Throwable failure, Patience patience) {
        if (writer.isAway(failure)) {
            // Drained first: what comes after somebody heard of the failure is tried.
            var rest = drain();
            refuse(values, failure);
            refuse(rest, failure);
        } else if (values.size() == 1 || isHeldUp(failure)) {
            refuse(values, failure);
        } else {
            for (var value : values) {
                var single = List.of(value);
                attempt(single, patience).ifPresent(reason -> failed(single, reason, patience));
            }
        }
    }

    private boolean isHeldUp(Throwable failure) {
        return writer.isHeldUp(failure) && !writer.isAway(failure);
    }

    private synchronized void done(Load<Waiting<T, R>> load, boolean goesAside) {
        lanes.done(load, goesAside);
        startWriters();
    }

    private synchronized void putAside(Load<Waiting<T, R>> load) {
        lanes.putAside(load);
        startWriters();
    }

    private synchronized List<Waiting<T, R>> drain() {
        return lanes.drain();
    }

    private List<Waiting<T, R>> all(List<Load<Waiting<T, R>>> loads) {
        return loads.stream().flatMap(load -> load.values().stream()).toList();
    }

    private void refuse(List<Waiting<T, R>> values, Throwable reason) {
        values.forEach(value -> value.answer().completeExceptionally(reason));
    }

    /// What is being written is finished; what waits is refused.
    @Override
    public void close() {
        refuse(drainForGood(), new RejectedExecutionException("shutting down"));
    }

    private synchronized List<Waiting<T, R>> drainForGood() {
        closed = true;
        return new ArrayList<>(lanes.drain());
    }

    private record Waiting<T, R>(T value, CompletableFuture<R> answer) {
        boolean isWanted() {
            return !answer.isDone();
        }
    }
}
