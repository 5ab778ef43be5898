/// Background work: a loop that waits until it is woken and that no failure ends ([Worker]), many small writes in
/// one commit ([GroupCommit]), a next part done beside the one before ([Ahead]), large work that makes room for what is
/// urgent ([GiveWay]), requests that a stop lets land ([Flights]), pieces that replicas claim ([ClaimedWork]),
/// what is left of things that are gone ([PartwiseDeletion]), the stop of all of it together ([ServiceStop]), and
/// queues as they are watched ([Backlog]). Knows no feature.
@NullMarked
package io.stockrule.work;

import org.jspecify.annotations.NullMarked;
