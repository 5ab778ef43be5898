/// What people are shown of a profile: the [Curve] of what it lists, and the [Difference] between two, with their
/// [Relation]. Both go along the lines of `proof` and join the levels on them to [EvenRanges]. Nothing that a profile
/// is checked for depends on this.
@NullMarked
package io.stockrule.language.drawing;

import org.jspecify.annotations.NullMarked;
