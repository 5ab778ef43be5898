/// What stands between a request and the resource it means: [BearerAuthentication] says who calls, [MerchantShares]
/// keeps one merchant from taking what others need, [ExactParameters] refuses what no operation knows, and every
/// error, whoever found it, leaves as problem details ([HttpErrors], [ProblemMappers]). [RequestLabels] names
/// requests in metrics, [ClearTextHttp] says which HTTP is spoken.
@NullMarked
package io.stockrule.access.http;

import org.jspecify.annotations.NullMarked;
