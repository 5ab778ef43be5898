package io.stockrule.command;

import io.stockrule.language.learning.Learned;
import io.stockrule.language.learning.Learning;
import io.stockrule.stockfile.OldNumbers;
import io.stockrule.table.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bin/stockrule learn`: from what an old tool listed to a profile that lists the same.
@Command(
        name = "learn",
        description = "Proposes the shortest profile that explains what an old tool listed.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nThe file has the columns of a stock file (see decide), and one more:%n",
        footer = {
            "  listed      what the old tool listed; empty where it sent nothing",
            "A SKU may come as often as its stock was written down. Rows with a location each",
            "are not read; give a column level:NAME for each warehouse.",
            "",
            "The profile goes to standard output. What it does not explain, what the file",
            "leaves open, and lines with mistakes are told on standard error."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the profile explains every line",
            "1:some lines are not explained, have mistakes, or were too many to read",
            "2:there is no profile: wrong usage, a file that cannot be read or written, or a",
            "  header with a mistake"
        })
final class LearnCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Parameters(paramLabel = "CSV", description = "Stock and what was listed; - reads standard input.")
    private Path file = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "Where the profile goes; standard output without it.")
    private @Nullable Path outFile;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "Learned",
            description = "The profile's name; without it, ${DEFAULT-VALUE}.")
    private String name = "Learned";

    @Option(
            names = "--column",
            paramLabel = "MEANING=NAME",
            description = "What a column means whose name does not say it: --column listed=amazonQuantity.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "The file's encoding, such as windows-1252; without it, it is recognised.")
    private @Nullable Charset encoding;

    private final Terminals terminals;

    LearnCommand(Terminals terminals) {
        this.terminals = terminals;
    }

    @Override
    public Integer call() {
        var renamed = RenamedColumns.withListed(columns, spec);
        var progress = new Progress(err(), terminals.err());
        var pairs = new PairsRead(new Complaints(StockSource.name(file), progress::say), progress);
        try (var in = StockSource.open(file)) {
            refuseToWriteOverFile();
            var table = Table.open(in, Optional.ofNullable(encoding), Long.MAX_VALUE);
            var mistakes = OldNumbers.mistakesOfHeader(table, renamed);
            if (!mistakes.isEmpty()) {
                pairs.refused(mistakes);
                return ExitCode.UNUSABLE;
            }
            pairs.take(OldNumbers.read(table, renamed, pairs));
            return learn(pairs, progress);
        } catch (IOException e) {
            err().printf("stockrule: cannot learn from %s: %s%n", StockSource.name(file), FileMistake.told(e));
            return ExitCode.UNUSABLE;
        }
    }

    private int learn(PairsRead pairs, Progress progress) {
        if (pairs.pairs().isEmpty()) {
            progress.say("stockrule: there is no line to learn from");
            return ExitCode.UNUSABLE;
        }
        progress.begin("learning from " + Counted.of(pairs.pairs().size(), "line"));
        var learned = Learning.of(name, pairs.pairs());
        progress.end();
        if (learned.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--name: no profile can have this name");
        }
        if (!isWritten(learned.get())) {
            return ExitCode.UNUSABLE;
        }
        new LearnReport(StockSource.name(file), progress::say).tell(learned.get());
        boolean isAll = learned.get().unexplained().isEmpty() && pairs.isComplete();
        return isAll ? ExitCode.FINE : ExitCode.REJECTED;
    }

    private boolean isWritten(Learned learned) {
        if (outFile == null) {
            spec.commandLine().getOut().print(learned.text());
            return true;
        }
        try (var replacement = Replacement.of(outFile)) {
            replacement.writer().write(learned.text());
            replacement.takeOver();
            return true;
        } catch (IOException e) {
            err().printf("stockrule: cannot write %s: %s%n", outFile, FileMistake.told(e));
            return false;
        }
    }

    private void refuseToWriteOverFile() throws IOException {
        if (outFile != null && Files.exists(outFile) && Files.exists(file) && Files.isSameFile(outFile, file)) {
            throw new ParameterException(spec.commandLine(), "--out is the file to learn from");
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
