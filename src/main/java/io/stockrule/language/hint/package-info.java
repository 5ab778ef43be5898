/// What a program that merchants write in asks of a text while it changes, mistakes and all: [MayFollow] what can be
/// written next, [WordAt] what stands at a place, with its [WordMeanings], [Outline] the parts of the text.
@NullMarked
package io.stockrule.language.hint;

import org.jspecify.annotations.NullMarked;
