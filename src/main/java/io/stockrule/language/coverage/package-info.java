/// What the `expect` lines of a profile try of it, and the lines that would try the rest.
///
/// Whatever a profile says could be said a little differently: a number one more, a test that does not hold where
/// it held, a statement left out. Each such [Variation] is a [Side] of the profile, and a line covers it if it
/// would fail after it. So what counts as covered is what really decided, and a line that only passes by does not
/// count.
/// Begin with [Coverage]; [ProfileSides] says which sides there are, [ExampleSearch] finds the stock that shows one,
/// and [FewestLines] chooses among what was found.
@NullMarked
package io.stockrule.language.coverage;

import org.jspecify.annotations.NullMarked;
