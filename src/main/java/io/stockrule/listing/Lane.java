package io.stockrule.listing;

/// In which order stale targets are decided. What changed for one target does not wait for what changed for many.
public enum Lane {
    /// Something of its own changed: its stock, its link, or a person asked for it.
    CHANGED,
    /// Something changed that many targets share.
    FANNED_OUT,
    /// Nothing changed; it is due at its next time boundary.
    TIMED;

    /// As the column `lane` says it. Written into SQL as it is, so that the lane's own index can be used.
    public int number() {
        return ordinal();
    }
}
