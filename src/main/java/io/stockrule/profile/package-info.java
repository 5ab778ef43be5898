/// Global Profiles: the texts that merchants write, their versions, and which one is in force.
@NullMarked
package io.stockrule.profile;

import org.jspecify.annotations.NullMarked;
