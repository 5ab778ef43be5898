/// Numbers that leave by thousands, in feeds: what is created ([FeedWorker]), and the steps of one feed until all its
/// numbers have landed ([FeedRun]).
@NullMarked
package io.stockrule.delivery.feed;

import org.jspecify.annotations.NullMarked;
