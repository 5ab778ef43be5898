/// The command line: what `bin/stockrule` does besides running the service.
@NullMarked
package io.stockrule.command;

import org.jspecify.annotations.NullMarked;
