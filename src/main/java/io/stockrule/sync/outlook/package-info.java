/// What would become of the numbers if a profile had another text, or a Selling List another profile:
/// [Previews] decides all listings that it concerns and compares with what was decided last. Nothing is
/// stored or sent.
@NullMarked
package io.stockrule.sync.outlook;

import org.jspecify.annotations.NullMarked;
