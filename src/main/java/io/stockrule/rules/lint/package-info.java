/// What a rule file may not say, told with its line: anything but one pattern that compares inputs, and one operation.
/// Reads Drools' own syntax tree and runs nothing.
@NullMarked
package io.stockrule.rules.lint;

import org.jspecify.annotations.NullMarked;
