package io.stockrule.delivery.target;

/// Which of the numbers that wait leaves first, when more wait than Amazon allows: the most urgent are those
/// by which most is lost while they wait. What is sold out can be bought and not delivered; of what falls
/// more may be bought than there is; what is back cannot be bought at all.
public enum Urgency {
    SOLD_OUT(0),
    /// 1 was written for those of which few are left; what falls by most goes first now, as it sells best.
    FALLS(2),
    BACK(3),
    OTHER(4);

    private final int rank;

    Urgency(int rank) {
        this.rank = rank;
    }

    /// 0 is the most urgent.
    public int rank() {
        return rank;
    }

    /// @param listed the most that Amazon may show now
    static Urgency of(int listed, int wanted) {
        if (wanted >= listed) {
            return listed == 0 && wanted > 0 ? BACK : OTHER;
        }
        return wanted == 0 ? SOLD_OUT : FALLS;
    }

    /// Whether the number lists less than Amazon shows.
    boolean falls() {
        return rank <= FALLS.rank;
    }
}
