package io.stockrule.database;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.time.Duration;

/// Provides the service's database before the service starts: the one of a JDBC URL, or the embedded one.
///
/// Settings:
/// - `quarkus.datasource.jdbc.url`: a database of your own; without it, the embedded one runs
/// - `stockrule.data.folder` (`data`): where the embedded database and the generated key set lie
/// - `stockrule.database.wait` (`PT5M`): how long to wait at the start for a database of your own; `0s` tries once
public final class ServiceDatabase {
    private static final String URL = "quarkus.datasource.jdbc.url";

    private ServiceDatabase() {}

    /// Passes the embedded database on in system properties, where a command line would show its password to
    /// others.
    public static void provide() {
        var config = ConfigUtils.configBuilder().build();
        var url = config.getOptionalValue(URL, String.class);
        if (url.isPresent()) {
            DatabaseOfYourOwn.await(url.get(), login(config), wait(config));
            return;
        }
        var folder =
                config.getOptionalValue("stockrule.data.folder", Path.class).orElse(Path.of("data"));
        var database = EmbeddedDatabase.start(folder.resolve("postgresql"), folder.resolve("postgresql"), true);
        stopAfterTheService(database, new Supervisor(database));
        System.setProperty(URL, database.url());
        System.setProperty("quarkus.datasource.username", database.user());
        System.setProperty("quarkus.datasource.password", database.password());
    }

    private static Login login(SmallRyeConfig config) {
        return new Login(
                config.getOptionalValue("quarkus.datasource.username", String.class),
                config.getOptionalValue("quarkus.datasource.password", String.class));
    }

    private static Duration wait(SmallRyeConfig config) {
        return config.getOptionalValue("stockrule.database.wait", Duration.class)
                .orElse(Duration.ofMinutes(5));
    }

    private static void stopAfterTheService(EmbeddedDatabase database, Supervisor supervisor) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            var service = Application.currentApplication();
            if (service != null) {
                service.awaitShutdown();
            }
            supervisor.close();
            database.close();
        }));
    }
}
