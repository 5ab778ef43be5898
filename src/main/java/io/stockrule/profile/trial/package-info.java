/// What whoever writes a profile asks while writing: what is wrong with the text as it stands, what it makes of each
/// amount, and which names there are. Nothing is saved here.
@NullMarked
package io.stockrule.profile.trial;

import org.jspecify.annotations.NullMarked;
