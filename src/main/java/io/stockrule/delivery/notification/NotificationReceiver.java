package io.stockrule.delivery.notification;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.stockrule.delivery.DeliveryConfig;
import io.stockrule.delivery.notification.SqsQueue.QueueFailure;
import io.stockrule.delivery.notification.SqsQueue.QueuedMessage;
import io.stockrule.delivery.pace.Backoff;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/// Takes messages from the queue, has them stored, and deletes them then: a replica that dies in between leaves them to
/// come again. Any number of replicas take from the same queue. One that cannot reach it asks again with growing
/// pauses, and everything else goes on.
@ApplicationScoped
class NotificationReceiver implements BackgroundWork {
    private static final Logger LOG = Logger.getLogger(NotificationReceiver.class);

    private final SqsQueue queue;
    private final NotificationInbox inbox;
    private final QueueContact contact;
    private final NotificationConfig config;
    private final DeliveryConfig delivery;
    private final InstantSource time;
    private final Worker worker;
    private volatile Instant notBefore = Instant.MIN;

    NotificationReceiver(
            SqsQueue queue,
            NotificationInbox inbox,
            QueueContact contact,
            NotificationConfig config,
            DeliveryConfig delivery,
            InstantSource time) {
        this.queue = queue;
        this.inbox = inbox;
        this.contact = contact;
        this.config = config;
        this.delivery = delivery;
        this.time = time;
        this.worker = new Worker("amazon notifications", config.poll(), this::round);
    }

    /// @throws ConfigurationException if the settings name only a part of what it takes
    void start(@Observes StartupEvent event) {
        check(config);
        if (delivery.enabled() && config.queue().isPresent()) {
            worker.start();
        }
    }

    static void check(NotificationConfig config) {
        if (config.accessKeyId().isPresent() != config.secretAccessKey().isPresent()) {
            throw new ConfigurationException("stockrule.amazon-notifications.access-key-id and"
                    + " stockrule.amazon-notifications.secret-access-key belong together: set both, or none");
        }
        boolean more = config.endpoint().isPresent() || config.accessKeyId().isPresent();
        if (more && config.queue().isEmpty()) {
            throw new ConfigurationException("stockrule.amazon-notifications.queue is missing: name the queue that the"
                    + " other settings of stockrule.amazon-notifications are for, or leave them out");
        }
        if (config.visibility().toSeconds() < 1 || config.patience().compareTo(config.visibility()) > 0) {
            throw new ConfigurationException("stockrule.amazon-notifications.visibility must not be shorter than"
                    + " stockrule.amazon-notifications.patience");
        }
    }

    @Override
    public void stop() throws InterruptedException {
        worker.close();
    }

    private boolean round() {
        inbox.tidy();
        return receive();
    }

    /// Takes what the queue has to give at once.
    ///
    /// @return whether there may be more
    boolean receive() {
        if (time.instant().isBefore(notBefore)) {
            return false;
        }
        try {
            var messages = queue.receive();
            if (!messages.isEmpty()) {
                var stored = inbox.store(messages.stream()
                        .map(QueuedMessage::body)
                        .map(NotificationBody::read)
                        .toList());
                delete(IntStream.range(0, messages.size())
                        .filter(stored::get)
                        .mapToObj(messages::get)
                        .toList());
            }
            contact.answered(!messages.isEmpty());
            return true;
        } catch (QueueFailure e) {
            failed(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void delete(List<QueuedMessage> messages) throws QueueFailure {
        if (messages.isEmpty()) {
            return;
        }
        int left = queue.delete(messages);
        if (left > 0) {
            LOG.warnf(
                    "%d of %d notifications could not be deleted from the queue and come again", left, messages.size());
        }
    }

    private void failed(String reason) {
        if (contact.failed(reason)) {
            LOG.warnf("no notifications from the queue, so changes at Amazon are found by looking: %s", reason);
        }
        notBefore = time.instant().plus(Backoff.after(contact.state().failures()));
    }
}
