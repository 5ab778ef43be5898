package io.stockrule.delivery;

/// Which of the numbers that wait leaves first, when more wait than Amazon allows: the most urgent are those by which
/// most is lost while they wait. What is sold out can be bought and not delivered; of what falls to a few, more may be
/// bought than there is; what is back cannot be bought at all.
///
enum Urgency {
    SOLD_OUT(0),
    FEW_LEFT(1),
    FALLS(2),
    BACK(3),
    OTHER(4);

    /// So few may be bought before a number arrives that waits for a while.
    private static final int FEW = 5;

    private final int rank;

    Urgency(int rank) {
        this.rank = rank;
    }

    /// 0 is the most urgent.
    int rank() {
        return rank;
    }

    /// @param listed the most that Amazon may show now
    static Urgency of(int listed, int wanted) {
        if (wanted >= listed) {
            return listed == 0 && wanted > 0 ? BACK : OTHER;
        }
        if (wanted == 0) {
            return SOLD_OUT;
        }
        return wanted <= FEW ? FEW_LEFT : FALLS;
    }

    /// Whether the number lists less than Amazon shows.
    boolean falls() {
        return rank <= FALLS.rank;
    }
}
