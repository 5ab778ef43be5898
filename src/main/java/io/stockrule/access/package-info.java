/// Who is calling, for which merchant, and what is kept secret: merchants, API keys, roles, encryption at rest.
/// Two parts stand at the door: `exact` reads input exactly or refuses it, `http` answers for every request
/// that does not reach its resource, and in one form. A third, `session`, lets a browser stay signed in without
/// its key.
@NullMarked
package io.stockrule.access;

import org.jspecify.annotations.NullMarked;
