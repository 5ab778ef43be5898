package io.stockrule.rules.run;

import io.stockrule.language.Action;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// BatchRows of one [Shape] beside each other: the fact of the rules that exceptions become.
final class Group {
    private final BatchRows rows;
    private final Shape shape;
    private final int from;
    private final int to;

    /// @param from the first row
    /// @param to after the last row
    Group(BatchRows rows, Shape shape, int from, int to) {
        this.rows = rows;
        this.shape = shape;
        this.from = from;
        this.to = to;
    }

    Shape shape() {
        return shape;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int size() {
        return to - from;
    }

    /// A group of one of its rows.
    Group only(int row) {
        return new Group(rows, shape, row, row + 1);
    }

    Stream<Candidate> candidates() {
        return IntStream.range(from, to).mapToObj(row -> new Candidate(rows, row));
    }

    void actFirst() {
        rows.actFirst(shape, from, to);
    }

    void actLast() {
        rows.actLast(shape, from, to);
    }

    /// Whether an exception acts on any of its rows.
    boolean meets(int index, RowTest condition) {
        return rows.meet(index, condition, from, to);
    }

    void except(int index, Action action) {
        rows.except(index, action, from, to);
    }
}
