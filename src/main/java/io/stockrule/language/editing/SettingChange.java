package io.stockrule.language.editing;

import static java.util.stream.Collectors.toMap;

import io.stockrule.language.Diagnostic;
import io.stockrule.language.Findings;
import io.stockrule.language.Profile;
import io.stockrule.language.Reserve;
import io.stockrule.language.check.Repetitions;
import io.stockrule.language.reading.ProfileBuilder;
import io.stockrule.language.reading.Quoted;
import io.stockrule.language.reading.Statement;
import io.stockrule.language.writing.ProfileWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Gives one setting of a text another value. Whatever else stands there, comments and layout too, stays.
public final class SettingChange {
    private final Setting setting;
    private final EditedLines lines;
    private final List<WrittenStatement> statements;

    private SettingChange(String text, Setting setting, List<WrittenStatement> statements) {
        this.setting = setting;
        this.lines = new EditedLines(text);
        this.statements = statements;
    }

    /// What comes of a change.
    public sealed interface Result {
        /// @param profile what the text means now; whether it is in order is for the checker to say
        record Changed(String text, Profile profile) implements Result {}

        /// @param diagnostics what is in the way, in the text as it was or would be
        record Refused(List<Diagnostic> diagnostics) implements Result {}
    }

    /// What a text says, as far as a form is concerned; empty when some statement cannot be read or stands twice.
    public static Optional<Profile> read(String text) {
        return read(text, new Findings());
    }

    private static Optional<Profile> read(String text, Findings findings) {
        var statements = WrittenStatement.in(text, findings).stream()
                .map(WrittenStatement::statement)
                .toList();
        Repetitions.check(statements, findings);
        return findings.hasErrors() ? Optional.empty() : Optional.of(ProfileBuilder.build(statements));
    }

    /// @param wanted a profile that has this setting as it is to be; nothing else of it counts
    public static Result apply(String text, Setting setting, Profile wanted) {
        var findings = new Findings();
        var profile = read(text, findings);
        return profile.isEmpty()
                ? new Result.Refused(findings.sorted())
                : setting.written(profile.get()).equals(setting.written(wanted))
                        ? new Result.Changed(text, profile.get())
                        : changed(text, setting, wanted);
    }

    /// The text of a profile under another name.
    ///
    /// @param text one that the checker has accepted
    public static String renamed(String text, String name) {
        var lines = new EditedLines(text);
        WrittenStatement.in(text, new Findings()).stream()
                .filter(each -> each.statement() instanceof Statement.Names)
                .forEach(each -> lines.replace(each.words(), "profile " + Quoted.written(name)));
        return lines.text();
    }

    private static Result changed(String text, Setting setting, Profile wanted) {
        var changed = new SettingChange(text, setting, WrittenStatement.in(text, new Findings())).to(wanted);
        var findings = new Findings();
        return read(changed, findings)
                .<Result>map(profile -> new Result.Changed(changed, profile))
                .orElseGet(() -> new Result.Refused(findings.sorted()));
    }

    private String to(Profile wanted) {
        var there = statements.stream()
                .filter(each -> Setting.of(each.statement()).equals(Optional.of(setting)))
                .toList();
        if (setting == Setting.RESERVE) {
            changeReserves(there, wanted.reserves());
        } else {
            change(there, setting.written(wanted));
        }
        return lines.text();
    }

    private void change(List<WrittenStatement> there, List<String> wanted) {
        if (there.isEmpty()) {
            wanted.forEach(this::putIn);
        } else {
            lines.replace(there.getFirst().words(), String.join("", wanted));
        }
    }

    /// Each warehouse has its own.
    private void changeReserves(List<WrittenStatement> there, List<Reserve> wanted) {
        Map<Optional<String>, Reserve> byWarehouse =
                wanted.stream().collect(toMap(Reserve::warehouse, Function.identity(), (_, later) -> later));
        for (var each : there) {
            var is = reserve(each.statement());
            var shall = Optional.ofNullable(byWarehouse.get(is.warehouse()));
            if (!shall.equals(Optional.of(is))) {
                lines.replace(each.words(), shall.map(ProfileWriter::reserve).orElse(""));
            }
        }
        var known = there.stream()
                .map(each -> reserve(each.statement()).warehouse())
                .toList();
        wanted.stream()
                .filter(each -> !known.contains(each.warehouse()))
                .map(ProfileWriter::reserve)
                .forEach(this::putIn);
    }

    private static Reserve reserve(Statement statement) {
        return ((Statement.Keeps) statement).reserve();
    }

    /// Below the settings that usually stand before it, or at the top.
    private void putIn(String statement) {
        var above = statements.stream()
                .filter(each -> Setting.of(each.statement())
                        .filter(other -> other.compareTo(setting) <= 0)
                        .isPresent())
                .reduce((_, later) -> later);
        int line = above.map(WrittenStatement::lastLine).orElseGet(this::top);
        lines.putBehind(line, statement);
    }

    private int top() {
        int name = statements.getFirst().lastLine();
        return lines.isBlankBetween(name + 1) ? name + 1 : name;
    }
}
