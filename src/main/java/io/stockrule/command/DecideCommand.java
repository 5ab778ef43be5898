package io.stockrule.command;

import io.stockrule.language.Checked;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.check.Checker;
import io.stockrule.language.writing.Rendering;
import io.stockrule.rules.Rules;
import io.stockrule.stockfile.DecideRun;
import io.stockrule.stockfile.StockFile;
import io.stockrule.table.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `bin/stockrule decide`: what a profile says of a stock file, without a database.
@Command(
        name = "decide",
        description = "Says what a profile decides for each line of a stock file.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading =
                "%nThe stock file is CSV, or separated by tabs, packed with gzip or not. Its first%nline names the columns:%n",
        footer = {
            "  sku         exactly as in the shop; of one that comes twice, only the first",
            "              line counts",
            "  location    the warehouse that the line is about, where each has a line of",
            "              its own",
            "  available   units to sell; empty is unknown",
            "  level:NAME  instead of it, units in the warehouse of this name, a column each",
            "  on hand, committed, incoming   beside available, for a profile that looks at",
            "              them; beside level:NAME they are called on hand:NAME and so on",
            "  pack        units in a pack; empty is 1",
            "  title, vendor, product type, barcode, marketplace",
            "  tag         several are separated by commas",
            "  collection  several are separated by semicolons",
            "  shopify keeps selling   yes or no",
            "  pin, cap, reserve more  what is set for the listing over its profile; a pin of",
            "              7 also when stopped acts when the profile stops, too",
            "Shopify's exports of inventory and of products are read as they are.",
            "Columns with other names are not used.",
            "",
            "Lines with mistakes are named on standard error, and all others are decided."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every line is decided",
            "1:the profile, the header or some lines have mistakes",
            "2:wrong usage, or a file cannot be read or written"
        })
final class DecideCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Option(names = "--profile", required = true, paramLabel = "FILE", description = "The profile that decides.")
    private Path profileFile = Path.of("");

    @Option(
            names = "--stock",
            required = true,
            paramLabel = "CSV",
            description = "The stock file; - reads standard input.")
    private Path stockFile = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "CSV",
            description = "Where the decisions go; standard output without it. The file appears when it is complete.")
    private @Nullable Path outFile;

    @Option(
            names = "--column",
            paramLabel = "MEANING=NAME",
            description = "What a column means whose name does not say it: --column available=quantityOnStock.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "The stock file's encoding, such as windows-1252; without it, it is recognised.")
    private @Nullable Charset encoding;

    @Option(
            names = "--marketplace",
            paramLabel = "COUNTRY",
            defaultValue = "",
            description = "The marketplace of lines that give none, such as DE.")
    private String marketplace = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Date and time for the profile, such as 2026-12-24T10:00; without it, now.")
    private @Nullable String at;

    @Option(names = "--without-reasons", description = "Say why only for holds, which is faster.")
    private boolean withoutReasons;

    @Mixin
    private RuleFolder rules = new RuleFolder();

    private final Terminals terminals;

    DecideCommand(Terminals terminals) {
        this.terminals = terminals;
    }

    @Override
    public Integer call() {
        var run = new DecideRun.Options(RenamedColumns.of(columns, spec), marketplace, time(), !withoutReasons);
        return switch (ProfileFile.read(profileFile)) {
            case ProfileFile.Text(var text) ->
                profile(text).map(it -> decide(it, run)).orElse(ExitCode.REJECTED);
            case ProfileFile.Unreadable(var reason) -> failed("read " + profileFile, reason);
        };
    }

    private LocalDateTime time() {
        try {
            return at == null ? LocalDateTime.now(ZoneId.systemDefault()) : LocalDateTime.parse(at);
        } catch (DateTimeParseException _) {
            throw new ParameterException(
                    spec.commandLine(), "--at %s is no date with a time, such as 2026-12-24T10:00".formatted(at));
        }
    }

    /// Progress would only get in the way of decisions on the same terminal.
    private boolean isWatched() {
        return terminals.err() && (outFile != null || !terminals.out());
    }

    private Optional<Profile> profile(String text) {
        var checked = Checker.check(text, KnownNames.ANY.withMarketplaces());
        err().print(Rendering.render(profileFile.toString(), text, checked.diagnostics()));
        return switch (checked) {
            case Checked.Accepted accepted -> Optional.of(accepted.profile());
            case Checked.Rejected _ -> Optional.empty();
        };
    }

    private int decide(Profile profile, DecideRun.Options options) {
        return rules.load(err()::println)
                .map(loaded -> decide(profile, loaded, options))
                .orElse(ExitCode.REJECTED);
    }

    private int decide(Profile profile, Rules loaded, DecideRun.Options options) {
        try (var stock = StockSource.open(stockFile)) {
            refuseToWriteOverStock();
            var table = Table.open(stock, Optional.ofNullable(encoding), Long.MAX_VALUE);
            Pass pass = out -> report().run(profile, loaded, options, table, again(), out);
            return exitCode(outFile == null ? pass.into(out()) : replace(outFile, pass));
        } catch (IOException e) {
            return failed("decide " + StockSource.name(stockFile), FileMistake.told(e));
        }
    }

    /// Neither standard input nor a pipe can be read a second time.
    private Optional<StockFile> again() {
        return Files.isRegularFile(stockFile)
                ? Optional.of(
                        new StockFile(() -> StockSource.open(stockFile), Optional.ofNullable(encoding), Long.MAX_VALUE))
                : Optional.empty();
    }

    /// The pass over the stock file, wherever its decisions go.
    private interface Pass {
        DecideReport.End into(Writer out) throws IOException;
    }

    private void refuseToWriteOverStock() throws IOException {
        if (outFile != null
                && Files.exists(outFile)
                && Files.exists(stockFile)
                && Files.isSameFile(outFile, stockFile)) {
            throw new ParameterException(spec.commandLine(), "--out and --stock are the same file");
        }
    }

    private static DecideReport.End replace(Path file, Pass pass) throws IOException {
        try (var replacement = Replacement.of(file)) {
            var end = pass.into(replacement.writer());
            if (end != DecideReport.End.NOT_BEGUN) {
                replacement.takeOver();
            }
            return end;
        }
    }

    private DecideReport report() {
        var progress = new Progress(err(), isWatched());
        return new DecideReport(new Complaints(StockSource.name(stockFile), progress::say), progress);
    }

    private static int exitCode(DecideReport.End end) {
        return switch (end) {
            case FINE -> ExitCode.FINE;
            case NOT_BEGUN, WITH_MISTAKES -> ExitCode.REJECTED;
        };
    }

    private int failed(String what, String reason) {
        err().printf("stockrule: cannot %s: %s%n", what, reason);
        return ExitCode.UNUSABLE;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
