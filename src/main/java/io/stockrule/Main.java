package io.stockrule;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.stockrule.database.ServiceDatabase;
import io.stockrule.rules.RulesAtStart;
import io.stockrule.settings.SettingNames;
import org.jspecify.annotations.Nullable;

/// Starts the service: first its database, then everything that needs it.
@QuarkusMain
public class Main {
    private static final int NOT_STARTED = 1;

    private Main() {}

    public static void main(String... args) {
        try {
            SettingNames.check();
            RulesAtStart.begin();
            ServiceDatabase.provide();
        } catch (RuntimeException e) {
            ended(NOT_STARTED, e);
        }
        // Addresses that cannot be read are refused by access/HttpErrors, in a form that clients know.
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(null, Main::ended, args);
    }

    /// The log may not be open, and a person waits for the answer.
    ///
    /// @param failure null when it ran until it was told to end
    @SuppressWarnings("SystemOut")
    private static void ended(Integer exitCode, @Nullable Throwable failure) {
        if (failure != null) {
            StartMistake.told(failure).ifPresentOrElse(System.err::println, () -> failure.printStackTrace(System.err));
        }
        System.exit(exitCode);
    }
}
