/// What a profile decides. [Interpreter] is the reference that the rules must agree with: the steps of a decision in
/// plain Java, in the order in which they are taken. [Wording] has the sentences of their trace, for both.
@NullMarked
package io.stockrule.language.meaning;

import org.jspecify.annotations.NullMarked;
