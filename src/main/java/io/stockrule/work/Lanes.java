package io.stockrule.work;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Values that wait to be written, each in the lane of whom it concerns. A lane is in one writer's hands at a time, and
/// lanes take turns. One that held others up goes aside: it is written alone until it is quick again.
///
/// Not safe for threads; [GroupCommit] guards it.
final class Lanes<T> {
    private final int most;
    private final int mostAside;
    private final Map<Object, Lane<T>> known = new HashMap<>();
    private final Deque<Lane<T>> together = new ArrayDeque<>();
    private final Deque<Lane<T>> aside = new ArrayDeque<>();
    private int waiting;

    /// @param most values that may wait
    /// @param mostAside values that may wait in one lane that is aside
    Lanes(int most, int mostAside) {
        this.most = most;
        this.mostAside = mostAside;
    }

    /// Only lanes that have something waiting, are being written, or are aside are known.
    private static final class Lane<T> {
        final Object key;
        final Deque<T> values = new ArrayDeque<>();
        boolean busy;
        boolean aside;

        Lane(Object key) {
            this.key = key;
        }
    }

    /// What one writer has taken of a lane, in the order it came.
    record Load<T>(Lane<T> lane, List<T> values) {}

    /// However many lanes are full, room is left for another one: a lane gets no more than is still free.
    ///
    /// @return false if there is no room
    boolean offer(Object key, T value) {
        var lane = known.computeIfAbsent(key, Lane::new);
        int room = lane.aside ? Math.min(mostAside, most - waiting) : most - waiting;
        boolean taken = lane.values.size() < room;
        if (taken) {
            lane.values.add(value);
            waiting++;
            if (!lane.busy && lane.values.size() == 1) {
                ready(lane).add(lane);
            }
        }
        forgetIdle(lane);
        return taken;
    }

    boolean anyTogether() {
        return !together.isEmpty();
    }

    boolean anyAside() {
        return !aside.isEmpty();
    }

    /// Takes from as many lanes as wait, an even share of each, and more where there is room.
    List<Load<T>> takeTogether(int room) {
        int share = Math.max(1, room / Math.max(1, together.size()));
        int left = room;
        var loads = new ArrayList<Load<T>>();
        while (left > 0 && !together.isEmpty()) {
            var load = begin(together.remove());
            left -= fill(load, Math.min(share, left));
            loads.add(load);
        }
        for (var load : loads) {
            left -= fill(load, left);
        }
        return loads;
    }

    Optional<Load<T>> takeAside(int room) {
        return Optional.ofNullable(aside.poll()).map(lane -> {
            var load = begin(lane);
            fill(load, room);
            return load;
        });
    }

    private static <T> Load<T> begin(Lane<T> lane) {
        lane.busy = true;
        return new Load<>(lane, new ArrayList<>());
    }

    private int fill(Load<T> load, int room) {
        int taken = Math.min(room, load.lane().values.size());
        for (int i = 0; i < taken; i++) {
            load.values().add(load.lane().values.remove());
        }
        waiting -= taken;
        return taken;
    }

    /// The writer is done with it.
    ///
    /// @param aside whether the lane is to be written alone from now on
    void done(Load<T> load, boolean aside) {
        var lane = load.lane();
        lane.busy = false;
        lane.aside = aside;
        if (!lane.values.isEmpty()) {
            ready(lane).add(lane);
        }
        forgetIdle(lane);
    }

    /// Was not written; to be tried again, alone.
    void putAside(Load<T> load) {
        load.values().reversed().forEach(load.lane().values::addFirst);
        waiting += load.values().size();
        done(load, true);
    }

    /// Takes all that waits.
    List<T> drain() {
        var rest = new ArrayList<T>();
        for (var lane : List.copyOf(known.values())) {
            rest.addAll(lane.values);
            lane.values.clear();
            forgetIdle(lane);
        }
        together.clear();
        aside.clear();
        waiting = 0;
        return rest;
    }

    private Deque<Lane<T>> ready(Lane<T> lane) {
        return lane.aside ? aside : together;
    }

    private void forgetIdle(Lane<T> lane) {
        if (!lane.busy && !lane.aside && lane.values.isEmpty()) {
            known.remove(lane.key);
        }
    }
}
