/// Who is calling, for which merchant, and what is kept secret: merchants, API keys, roles, encryption at rest,
/// and the form in which every error reaches an HTTP client.
@NullMarked
package io.stockrule.access;

import org.jspecify.annotations.NullMarked;
