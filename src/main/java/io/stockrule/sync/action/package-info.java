/// What a person has done with listings, one, many or all that match: their numbers sent again, stopped,
/// stopped and taken out of their lists, resumed. Each is a job ([ListingJobs]) that is done part by part
/// ([JobRun]) and keeps what became of every listing.
@NullMarked
package io.stockrule.sync.action;

import org.jspecify.annotations.NullMarked;
