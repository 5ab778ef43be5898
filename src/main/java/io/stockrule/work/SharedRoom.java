package io.stockrule.work;

import java.util.HashMap;
import java.util.Map;

/// Room that several share, in any unit. However much one of them takes, room is left for another: none has more than
/// is still free, and what comes when nobody has any always finds room. Safe for threads.
public final class SharedRoom {
    private final long most;
    private final Map<Object, Long> taken = new HashMap<>();
    private long takenByAll;

    /// @param most room that there is
    public SharedRoom(long most) {
        this.most = most;
    }

    /// @param amount above 0
    /// @return false if there is no room for it
    public synchronized boolean take(Object owner, long amount) {
        long own = taken.getOrDefault(owner, 0L) + amount;
        if (takenByAll > 0 && own > most - takenByAll) {
            return false;
        }
        takenByAll += amount;
        taken.put(owner, own);
        return true;
    }

    /// What was taken before.
    public synchronized void giveBack(Object owner, long amount) {
        takenByAll -= amount;
        taken.merge(owner, -amount, (before, change) -> before + change == 0 ? null : before + change);
    }
}
