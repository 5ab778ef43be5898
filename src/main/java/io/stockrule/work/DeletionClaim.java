package io.stockrule.work;

/// Something that is gone, whose leftovers the caller may delete until its lease ends.
///
/// @param id its own
/// @param fence number of the lease
public record DeletionClaim(long merchantId, long id, long fence) {}
