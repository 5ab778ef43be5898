/// Global Profiles: the texts that merchants write, their versions, and which one is in force.
///
/// The text is the profile. `json` makes a text of JSON and JSON of a text, for forms and programs.
/// `trial` answers whoever is still writing, `gallery` has profiles to begin with.
@NullMarked
package io.stockrule.profile;

import org.jspecify.annotations.NullMarked;
