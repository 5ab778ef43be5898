/// Sessions of browsers: whoever stays signed in on a computer leaves the key with nobody. [SessionResource]
/// exchanges a key for a cookie that scripts cannot read, and ends it; [SessionAuthentication] finds it in
/// requests of the page, and of nobody else's; [Sessions] says whose it is, as long as it lasts.
@NullMarked
package io.stockrule.access.session;

import org.jspecify.annotations.NullMarked;
