package io.stockrule.activity;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Cleaning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Forgets old entries of the activity log.
@ApplicationScoped
class ActivityCleaner implements BackgroundWork {
    private final Cleaning cleaning;

    ActivityCleaner(Activities activities, ActivityConfig config) {
        this.cleaning = new Cleaning("activity", most -> activities.forget(config.kept(), most));
    }

    void start(@Observes StartupEvent event) {
        cleaning.start();
    }

    @Override
    public void stop() throws InterruptedException {
        cleaning.stop();
    }
}
