package io.stockrule.listing;

/// What another feature knows of Amazon accounts by their ids. When an account is gone, with its listings and targets,
/// each deletes its own.
public interface AccountLeftovers {
    /// Deletes some of it.
    ///
    /// @return how many rows are gone; 0 if none is left
    int delete(AccountKey account, int most);
}
