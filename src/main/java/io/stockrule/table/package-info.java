/// Tables as people and programs write them into files: bytes in, rows of cells with their lines out, and a
/// mistake with its place for every line that is no row.
///
/// It knows nothing of what the columns mean. Plain Java.
@NullMarked
package io.stockrule.table;

import org.jspecify.annotations.NullMarked;
