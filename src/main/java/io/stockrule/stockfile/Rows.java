package io.stockrule.stockfile;

/// What became of the rows of a file: each is counted once.
///
/// @param pictures those of products' further pictures, which are about no variant
public record Rows(long decided, long refused, long pictures) {
    public long all() {
        return decided + refused + pictures;
    }
}
