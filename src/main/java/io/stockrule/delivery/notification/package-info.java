/// Amazon's notifications, where the operator has named a queue of Amazon SQS for them. Without one nothing here runs,
/// and what changes at Amazon is found by looking at it.
///
/// [NotificationReceiver] takes messages from the queue ([SqsQueue]), a [ReceivedNotification] says what each means,
/// and
/// [NoticedTargets] has the targets looked at soon that it is about. A notification is a hint: it may come twice, late,
/// in any order or not at all, and it never changes what is believed of a target.
///
/// That Amazon sends them at all is seen to by [NotificationSetUp]: where they go ([NotificationDestinations]), and
/// what
/// each seller is subscribed to ([NotificationSubscriptions]).
@NullMarked
package io.stockrule.delivery.notification;

import org.jspecify.annotations.NullMarked;
