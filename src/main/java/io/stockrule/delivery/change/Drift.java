package io.stockrule.delivery.change;

import io.stockrule.listing.AmazonAccounts.ForeignChanges;
import java.time.Instant;
import java.util.Optional;

/// That somebody else has written the number of a target, and what is done about it.
///
/// @param by who; empty while nobody has, or since a number was sent after it
/// @param at when it was noticed
/// @param wins as the account wanted it at the last look
/// @param again when it may be set right, as too many have been lately
public record Drift(Optional<Writer> by, Optional<Instant> at, ForeignChanges wins, Optional<Instant> again) {
    public static final Drift NONE =
            new Drift(Optional.empty(), Optional.empty(), ForeignChanges.CORRECT, Optional.empty());

    public boolean isThere() {
        return by.isPresent();
    }

    /// Noticed now. One that does it again and again is a program, whatever it looked like.
    ///
    /// @param corrections how often in a row the number was set right
    public Drift noticed(Writer writer, int corrections, Instant now) {
        return new Drift(Optional.of(corrections > 1 ? Writer.PROGRAM : writer), Optional.of(now), wins, again);
    }

    public Drift wins(ForeignChanges wanted) {
        return new Drift(by, at, wanted, Optional.empty());
    }

    public Drift waitsUntil(Instant allowed) {
        return new Drift(by, at, wins, Optional.of(allowed));
    }

    /// Whether a person is to say which number it shall be.
    public boolean asks() {
        return isThere() && wins == ForeignChanges.ASK;
    }

    /// For merchants, within a sentence.
    public String words() {
        return by.map(Writer::words).orElse("somebody");
    }
}
