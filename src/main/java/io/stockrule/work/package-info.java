/// Background work that no failure ends: a loop that waits until it is woken. Knows no feature.
@NullMarked
package io.stockrule.work;

import org.jspecify.annotations.NullMarked;
