package io.stockrule.language.learning;

import io.stockrule.language.learning.Evidence.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Which reserve and share most amounts speak for.
///
/// With a share given, each amount allows a range of units to be kept, and the number that lies in most
/// of these ranges is found by sorting their ends, whatever the numbers are. Percentages are so few
/// that all of them are tried, and given up as soon as they cannot be among the best any more.
final class SellableVotes {
    private static final long FAR = 1_000_000_000_000_000L;
    private static final long MOST_KEPT = 1_000_000;
    private static final int PEAKS = 3;

    private final List<Point> points;
    private final int cap;
    private final int hidden;
    private final int limit;
    private final List<Vote> votes = new ArrayList<>();
    private int enough = 1;

    /// @param cap that numbers may have been cut to, or [Integer#MAX_VALUE]
    /// @param hidden so many sellable units may have been listed as none
    /// @param limit of guesses
    SellableVotes(List<Point> points, int cap, int hidden, int limit) {
        this.cap = cap;
        this.hidden = hidden;
        this.limit = limit;
        this.points = telling(points);
    }

    /// Those first that tell most: a guess that is wrong is given up at once.
    private List<Point> telling(List<Point> all) {
        return Stream.concat(
                        all.stream().filter(point -> !isVague(point)),
                        all.stream().filter(this::isVague))
                .toList();
    }

    private boolean isVague(Point point) {
        return point.listed() == 0 || point.listed() == cap;
    }

    /// @param votes points that it explains
    record Vote(SellableGuess guess, int votes) {
        private static final Comparator<Vote> BEST_FIRST = Comparator.comparingInt((Vote it) -> -it.votes())
                .thenComparingInt(it -> it.guess().statements())
                .thenComparing(it -> it.guess().isPercent())
                .thenComparing(it -> -it.guess().share())
                .thenComparing(it -> it.guess().kept());
    }

    /// The best first.
    List<Vote> best() {
        return best(1);
    }

    /// The same without trying percentages that are kept together with a share, which takes longest.
    List<Vote> bestOfFew() {
        return best(SellableGuess.WHOLE);
    }

    /// @param leastShare that is offered where a percentage is kept
    private List<Vote> best(int leastShare) {
        for (int share = SellableGuess.WHOLE; share > 0; share--) {
            units(share);
        }
        shorten();
        for (int share = SellableGuess.WHOLE; share >= leastShare; share--) {
            for (int percent = 1; percent < SellableGuess.WHOLE; percent++) {
                tryOut(new SellableGuess(percent, true, share));
            }
        }
        shorten();
        return votes;
    }

    private void shorten() {
        votes.sort(Vote.BEST_FIRST);
        if (votes.size() > limit) {
            votes.subList(limit, votes.size()).clear();
        }
        if (votes.size() == limit) {
            enough = Math.max(1, votes.getLast().votes());
        }
    }

    private void tryOut(SellableGuess guess) {
        int found = 0;
        for (int i = 0; i < points.size() && found + points.size() - i >= enough; i++) {
            var point = points.get(i);
            if (explains(guess.of(point.available(), point.pack()), point.listed())) {
                found++;
            }
        }
        if (found >= enough) {
            votes.add(new Vote(guess, found));
            if (votes.size() >= 2 * limit) {
                shorten();
            }
        }
    }

    private boolean explains(long sellable, int listed) {
        if (listed == 0) {
            return sellable <= hidden;
        }
        return listed == cap ? sellable >= cap : sellable == listed;
    }

    private void units(int share) {
        var starts = new long[points.size()];
        var ends = new long[points.size()];
        int ranges = 0;
        for (var point : points) {
            long available = Math.clamp(point.available(), -FAR, FAR);
            long fewest = Math.max(0, available - mostLeft(point, share));
            long most = Math.min(MOST_KEPT, available - fewestLeft(point, share));
            if (point.listed() <= cap && fewest <= most) {
                starts[ranges] = fewest;
                ends[ranges++] = most;
            }
        }
        peaks(Arrays.copyOf(starts, ranges), Arrays.copyOf(ends, ranges), share);
    }

    private long fewestLeft(Point point, int share) {
        return point.listed() == 0
                ? -2 * FAR
                : Math.ceilDiv((long) SellableGuess.WHOLE * point.listed() * point.pack(), share);
    }

    private long mostLeft(Point point, int share) {
        if (point.listed() == cap) {
            return 2 * FAR;
        }
        long most = point.listed() == 0 ? hidden : point.listed();
        return Math.ceilDiv(SellableGuess.WHOLE * (most + 1) * point.pack(), share) - 1;
    }

    /// Where more ranges lie above each other than just before and just behind.
    private void peaks(long[] starts, long[] ends, int share) {
        Arrays.sort(starts);
        Arrays.sort(ends);
        var peaks = new ArrayList<Vote>();
        int ended = 0;
        for (int begun = 1; begun <= starts.length; begun++) {
            boolean isPeak = begun == starts.length || ends[ended] < starts[begun];
            if (isPeak) {
                peaks.add(new Vote(new SellableGuess((int) starts[begun - 1], false, share), begun - ended));
            }
            while (begun < starts.length && ends[ended] < starts[begun]) {
                ended++;
            }
        }
        int nothingKept =
                (int) Arrays.stream(starts).takeWhile(start -> start == 0).count();
        peaks.add(new Vote(new SellableGuess(0, false, share), nothingKept));
        peaks.stream().distinct().sorted(Vote.BEST_FIRST).limit(PEAKS).forEach(votes::add);
    }
}
