package io.stockrule.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bin/stockrule serve`, as far as it can be talked about: the script itself runs the service when it is asked for
/// nothing else.
@Command(
        name = "serve",
        description = "Runs the service in production mode until it is stopped (Ctrl-C).",
        mixinStandardHelpOptions = true,
        footerHeading = "%nSettings are environment variables:%n",
        footer = {
            "  QUARKUS_HTTP_PORT            where it listens; 8080",
            "  STOCKRULE_DATA_FOLDER        where its own PostgreSQL lives; data",
            "  STOCKRULE_RULES_FOLDER       the rule files; rules",
            "  QUARKUS_DATASOURCE_JDBC_URL  a PostgreSQL of yours instead, with",
            "                               QUARKUS_DATASOURCE_USERNAME and _PASSWORD",
            "  STOCKRULE_OPERATOR_KEY       else it is printed once, at the first start"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"1:the service cannot start, and says why", "2:wrong usage", "130, 143:it was stopped"})
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Override
    public Integer call() {
        spec.commandLine().getErr().println("stockrule: run bin/stockrule serve");
        return ExitCode.UNUSABLE;
    }
}
