/// Notifications on their way: what a simulated Amazon has been told to send where ([NotificationBoard]), and queues
/// that
/// speak the JSON protocol of Amazon SQS ([LocalQueues]).
///
/// | request | behaves as |
/// |---|---|
/// | `POST /sqs/` with `x-amz-target: AmazonSQS.ReceiveMessage` | ReceiveMessage, with waiting and visibility timeout |
/// | `...DeleteMessage`, `...DeleteMessageBatch` | the same |
/// | `...SendMessage` | SendMessage |
/// | `...GetQueueAttributes` | the numbers of messages |
///
/// A queue is there as soon as somebody names it. Messages are handed out in no order. What EventBridge of an AWS
/// account
/// gets, a rule takes to the queue [NotificationBoard#RULE_TARGET] of that account, in its envelope.
@NullMarked
package io.stockrule.simulator.queue;

import org.jspecify.annotations.NullMarked;
