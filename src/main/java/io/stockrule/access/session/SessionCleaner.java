package io.stockrule.access.session;

import io.quarkus.runtime.StartupEvent;
import io.stockrule.work.BackgroundWork;
import io.stockrule.work.Cleaning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Forgets sessions that are over.
@ApplicationScoped
class SessionCleaner implements BackgroundWork {
    private final Cleaning cleaning;

    SessionCleaner(Sessions sessions) {
        this.cleaning = new Cleaning("session", sessions::forget);
    }

    void start(@Observes StartupEvent event) {
        cleaning.start();
    }

    @Override
    public void stop() throws InterruptedException {
        cleaning.stop();
    }
}
