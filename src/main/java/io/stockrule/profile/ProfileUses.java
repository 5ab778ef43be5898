package io.stockrule.profile;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Who follows a profile. The feature that has profiles followed answers.
public interface ProfileUses {
    /// A Selling List.
    ///
    /// @param listings how many it has
    record Use(long sellingList, String name, long listings) {}

    /// By profile, the lists in the order of their names; a profile that nobody uses has no entry.
    Map<Long, List<Use>> of(long merchantId, Collection<Long> profileIds);
}
