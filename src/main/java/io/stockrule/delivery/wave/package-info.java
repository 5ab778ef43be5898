/// Waves over HTTP: what is held and why, and what a person says to it.
@NullMarked
package io.stockrule.delivery.wave;

import org.jspecify.annotations.NullMarked;
