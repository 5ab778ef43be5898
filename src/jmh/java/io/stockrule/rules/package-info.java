/// What a measurement has to see of the rules' inside.
@NullMarked
package io.stockrule.rules;

import org.jspecify.annotations.NullMarked;
