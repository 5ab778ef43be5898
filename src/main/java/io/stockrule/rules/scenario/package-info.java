/// From a CSV beside a rule file to what became of each of its rows: facts and a profile, and the decision that an
/// analyst expects of them.
@NullMarked
package io.stockrule.rules.scenario;

import org.jspecify.annotations.NullMarked;
