/// What is asked of all settings, whoever reads them: their names exist ([SettingNames]), what is to be true or
/// false is one of these ([ExactBoolean]), and no duration is below nothing ([ExactDuration]).
@NullMarked
package io.stockrule.settings;

import org.jspecify.annotations.NullMarked;
