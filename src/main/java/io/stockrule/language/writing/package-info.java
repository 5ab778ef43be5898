/// Profiles and diagnostics as text: [Formatter] puts a merchant's own text in order, [ProfileWriter] writes one from
/// a profile, [Rendering] shows a diagnostic under the line that it speaks of.
@NullMarked
package io.stockrule.language.writing;

import org.jspecify.annotations.NullMarked;
