/// A profile as JSON of the published schema ([ProfileSchema]): all of it ([JsonForm]), or what a form shows of it
/// ([SettingsForm]).
@NullMarked
package io.stockrule.profile.json;

import org.jspecify.annotations.NullMarked;
