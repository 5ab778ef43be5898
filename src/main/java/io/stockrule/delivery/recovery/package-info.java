/// Recovery over HTTP: what failed since a time is queued again, when a person wants it.
@NullMarked
package io.stockrule.delivery.recovery;

import org.jspecify.annotations.NullMarked;
