package io.stockrule.language.proof;

import java.util.stream.IntStream;

/// How much a check may try. It counts points and comparisons rather than reading a clock, so that a text gets the same
/// answer on every machine and every day.
public final class Effort {
    /// Points at which a decision is made.
    static final int MOST_POINTS = 30_000;

    /// Exceptions tried at these points, which take some 30 ms.
    static final int MOST_TRIALS = 1_000_000;

    private static final int POINTS_OF_LINE = 10;

    /// What cannot be tried wholly is tried in part, and nobody waits long for what tells them little more.
    private static final int PART_FOR_A_SAMPLE = 4;

    private int points;
    private int trials;
    private boolean enough = true;
    private boolean isSample;

    public Effort() {
        this(MOST_POINTS, MOST_TRIALS);
    }

    public Effort(int points, int trials) {
        this.points = points;
        this.trials = trials;
    }

    /// The points that can still be tried, all of them or some from everywhere among them.
    public long[] some(long[] wanted, int exceptions) {
        int most = Math.min(points, trials / Math.max(1, exceptions));
        enough = enough && wanted.length <= most;
        int taken = Math.min(wanted.length, most);
        points -= taken;
        trials = taken < wanted.length ? 0 : trials - taken * Math.max(1, exceptions); // too few are left for one more
        return IntStream.range(0, taken)
                .mapToLong(i -> wanted[(int) ((long) i * wanted.length / taken)])
                .toArray();
    }

    /// Whether so many lines can be tried, at one point each at least. If not, less is tried from now on.
    boolean mayReach(long lines) {
        if (!isSample && lines > points) {
            isSample = true;
            enough = false;
            points /= PART_FOR_A_SAMPLE;
            trials /= PART_FOR_A_SAMPLE;
        }
        return !isSample;
    }

    /// What it took to make lines, in points.
    ///
    /// @param lines that were made
    public void takeForLines(int lines) {
        points -= Math.min(points, POINTS_OF_LINE * lines);
    }

    /// Whether nothing can be tried any more; who asks would have.
    public boolean isSpent() {
        boolean spent = points == 0 || trials == 0;
        enough = enough && !spent;
        return spent;
    }

    /// Whether so many points can be tried; if so, they are.
    public boolean allows(int wanted, int exceptions) {
        int cost = wanted * Math.max(1, exceptions);
        boolean allowed = wanted <= points && cost <= trials;
        enough = enough && allowed;
        points -= allowed ? wanted : 0;
        trials -= allowed ? cost : 0;
        return allowed;
    }

    /// False once it was not.
    public boolean wasEnough() {
        return enough;
    }
}
