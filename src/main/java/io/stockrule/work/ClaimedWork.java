package io.stockrule.work;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/// Work that replicas claim piece by piece, several pieces at once, each in a thread of its own.
///
/// @param <C> a claim: the right to work on one piece, until it is given back or its lease ends
public final class ClaimedWork<C> {
    /// How long a stop waits for the steps that pieces are at.
    private static final Duration TO_LAND = Duration.ofSeconds(5);

    private final Pieces<C> pieces;
    private final Semaphore places;
    private final Worker worker;
    private final Flights flights = Flights.laborious();
    private final Set<C> atWork = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /// What there is to do.
    public interface Pieces<C> {
        /// Takes a piece that is due and nobody is at.
        Optional<C> claim();

        /// Goes on with it, and gives the claim back.
        ///
        /// @param stops asked before each step: whether to leave the rest to others
        void work(C claim, BooleanSupplier stops) throws InterruptedException;

        /// The work ended with this failure. If nothing can be written down, the lease ends by itself.
        void failed(C claim, RuntimeException why);

        /// Gives back for others what a stop did not see the end of.
        void takeAway(C claim);
    }

    /// Does nothing before [#start].
    ///
    /// @param name of the threads
    /// @param poll how often to look for due pieces, in real time, when nobody wakes it
    /// @param atOnce how many pieces
    public ClaimedWork(String name, Duration poll, int atOnce, Pieces<C> pieces) {
        this.pieces = pieces;
        this.places = new Semaphore(atOnce);
        this.worker = new Worker(name, poll, () -> beginOne(name));
    }

    public void start() {
        worker.start();
    }

    /// Something may be due.
    public void wake() {
        worker.wake();
    }

    /// What is under way is left after the step that it is at, or at once when that takes long, as a pause that Shopify
    /// wants: so another replica goes on with it now.
    public void stop() throws InterruptedException {
        stopped = true;
        worker.close();
        if (flights.land(TO_LAND) > 0) {
            atWork.forEach(pieces::takeAway);
        }
    }

    private boolean beginOne(String name) {
        if (stopped || !places.tryAcquire()) {
            return false;
        }
        try {
            var claim = pieces.claim();
            claim.ifPresentOrElse(piece -> begin(name, piece), places::release);
            return claim.isPresent();
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
    }

    private void begin(String name, C claim) {
        atWork.add(claim);
        flights.start(name, () -> work(claim));
    }

    private void work(C claim) {
        try {
            pieces.work(claim, () -> stopped);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            pieces.failed(claim, e);
        } finally {
            atWork.remove(claim);
            places.release();
            worker.wake();
        }
    }
}
