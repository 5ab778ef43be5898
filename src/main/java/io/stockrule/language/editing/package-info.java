/// A text that is changed or pointed at by its meaning: [SettingChange] gives one setting another value and leaves all
/// else as the merchant wrote it, [StepPlaces] finds the statement that a step of a decision comes from.
@NullMarked
package io.stockrule.language.editing;

import org.jspecify.annotations.NullMarked;
