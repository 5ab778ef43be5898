/// Numbers at Amazon that did not come from here: what was sold, and what others have written.
///
/// Two looks at a target, with what was sent in between, tell who has changed its number ([Attribution], a [Writer]);
/// each [Change] by others is kept ([ChangeRows]). One that others have written is a [Drift], and what is done about it
/// the account says; how much is set right in an hour is limited ([CorrectionAllowance]).
@NullMarked
package io.stockrule.delivery.change;

import org.jspecify.annotations.NullMarked;
