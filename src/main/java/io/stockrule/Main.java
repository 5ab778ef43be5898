package io.stockrule;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.stockrule.database.DatabaseException;
import io.stockrule.database.ServiceDatabase;

/// Starts the service: first its database, then everything that needs it.
@QuarkusMain
public class Main {
    private Main() {}

    public static void main(String... args) {
        try {
            ServiceDatabase.provide();
        } catch (DatabaseException e) {
            refuse(e);
        }
        Quarkus.run(args);
    }

    /// The log is not open yet, and a person waits for the answer.
    @SuppressWarnings("SystemOut")
    private static void refuse(DatabaseException e) {
        System.err.println(e.getMessage());
        System.exit(1);
    }
}
