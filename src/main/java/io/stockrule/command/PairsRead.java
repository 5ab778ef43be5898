package io.stockrule.command;

import io.stockrule.language.learning.OldListing;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stockfile.OldNumbers;
import io.stockrule.stockfile.Rows;
import io.stockrule.table.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Keeps what a profile is learned from, as far as there is room, and says what is wrong with the rest.
final class PairsRead implements OldNumbers.Reader {
    /// Each needs about half a kilobyte.
    static final int MOST = 200_000;

    private final Complaints complaints;
    private final Progress progress;
    private final List<OldListing> pairs = new ArrayList<>();
    private boolean isFull;
    private long refused;

    PairsRead(Complaints complaints, Progress progress) {
        this.complaints = complaints;
        this.progress = progress;
    }

    @Override
    public boolean pair(long line, ListingFacts facts, OptionalInt listed) {
        isFull = pairs.size() == MOST;
        if (!isFull) {
            pairs.add(new OldListing(line, facts, listed));
            progress.count(pairs.size(), "read");
        }
        return !isFull;
    }

    @Override
    public void refused(List<Mistake> mistakes) {
        complaints.add(mistakes);
    }

    @Override
    public void remark(String sentence) {
        progress.say("stockrule: " + sentence);
    }

    /// Tells what became of the rows.
    void take(Rows rows) {
        refused = rows.refused();
        complaints.end();
        if (isFull) {
            progress.say("stockrule: only the first %s were read".formatted(Counted.of(MOST, "line")));
        }
        if (refused > 0) {
            progress.say("stockrule: %s with mistakes left out".formatted(Counted.of(refused, "line")));
        }
    }

    List<OldListing> pairs() {
        return pairs;
    }

    /// Whether nothing was left out.
    boolean isComplete() {
        return refused == 0 && !isFull;
    }
}
