/// The end of a shop. [DeletionWorker] has what a deleted shop left behind deleted, part by part ([DeletionRun]), after
/// Shopify was asked to send no more webhooks of it. And what Shopify asks for in the name of its privacy rules: each
/// request is noted ([PrivacyRequests]), and one to delete the shop is carried out if the shop is really gone from us
/// ([Redaction]).
@NullMarked
package io.stockrule.shopify.leaving;

import org.jspecify.annotations.NullMarked;
