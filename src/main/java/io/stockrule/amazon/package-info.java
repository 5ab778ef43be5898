/// Implements [io.stockrule.delivery.Marketplace] with Amazon's Selling Partner API.
///
/// The only home of Amazon's types and protocol. Read it from the inside out: [HttpCalls] gets an [Answer] or says
/// how far the request came, [AccessTokens] has one token per authorisation, which [SharedTokens] and [KeptTokens]
/// share among replicas, [SellingPartnerApi] joins the two, [ListingsItems] knows the operations we use, [Submission]
/// and [Channels] say what their answers mean, [Refusals] what is done about each refusal, and
/// [AmazonMarketplace] is the face. [AmazonProbe] tells what an account may do.
///
/// [AmazonReports] gets the report of all listings: it is asked for and looked after there, fetched by
/// [StoredDocuments], and read as a [CatalogueTable].
///
/// [AmazonOrders] asks what was ordered, and reads an [OrdersPage].
///
/// HTTP is the JDK's own client and not a Quarkus REST client: one deadline has to hold over connecting, token,
/// headers and body together, a body has to be cut off by size, and "certainly not sent" be told from
/// "perhaps applied". The REST client has one read timeout per client, reads bodies of any size, queues requests in
/// a pool, and cannot be built outside a running Quarkus.
@NullMarked
package io.stockrule.amazon;

import org.jspecify.annotations.NullMarked;
