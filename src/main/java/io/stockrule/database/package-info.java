/// Where the service keeps its data: an embedded PostgreSQL by default, one reached by a JDBC URL otherwise, and
/// the clock that follows it. Knows no feature.
@NullMarked
package io.stockrule.database;

import org.jspecify.annotations.NullMarked;
