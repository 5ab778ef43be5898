/// Input is read exactly or refused: JSON without coercion, without members that are unknown or occur twice, and with
/// the place of what is wrong; numbers, texts and the percent signs of addresses likewise.
@NullMarked
package io.stockrule.access.exact;

import org.jspecify.annotations.NullMarked;
