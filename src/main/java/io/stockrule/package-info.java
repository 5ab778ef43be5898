/// Stockrule, package by feature. A stock level's way, in the order of reading: `shopify` takes it in, `stock`
/// keeps the newest, `sync` finds what it makes stale and asks `rules` what the `profile` says in its
/// `language`, `delivery` sends the number to where `listing` says through `amazon`, and reads back that it
/// arrived.
///
/// Beside them: `access` (who is calling), `database` and `work` (what everything stands on) and `command` (the command
/// line). [Main] starts the service. `simulator` and `demo`, the show, have a source root of their own and are not
/// packaged with it.
@NullMarked
package io.stockrule;

import org.jspecify.annotations.NullMarked;
