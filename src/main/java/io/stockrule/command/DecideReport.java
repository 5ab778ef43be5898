package io.stockrule.command;

import io.stockrule.language.Profile;
import io.stockrule.rules.Rules;
import io.stockrule.stockfile.Answers;
import io.stockrule.stockfile.DecideRun;
import io.stockrule.stockfile.DecisionCells;
import io.stockrule.stockfile.Item;
import io.stockrule.stockfile.Rows;
import io.stockrule.stockfile.StockFile;
import io.stockrule.table.Mistake;
import io.stockrule.table.Table;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Decides a stock file for a person at a terminal: decisions go where they are wanted, and all else is said.
final class DecideReport {
    private final Complaints complaints;
    private final Progress progress;

    DecideReport(Complaints complaints, Progress progress) {
        this.complaints = complaints;
        this.progress = progress;
    }

    /// What it came to.
    enum End {
        FINE,
        WITH_MISTAKES,
        /// The header has a mistake.
        NOT_BEGUN
    }

    End run(Profile profile, Rules rules, DecideRun.Options options, Table stock, Optional<StockFile> again, Writer out)
            throws IOException {
        var mistakes = DecideRun.mistakesOfHeader(profile, stock, options);
        if (!mistakes.isEmpty()) {
            complaints.add(mistakes);
            return End.NOT_BEGUN;
        }
        var decisions = new DecisionsOut(out, DecideRun.hasHandles(stock, options));
        var rows = DecideRun.decide(profile, rules, options, stock, again, new Told(decisions));
        complaints.end();
        progress.say("stockrule: " + summary(decisions, rows));
        return rows.refused() == 0 ? End.FINE : End.WITH_MISTAKES;
    }

    private static String summary(DecisionsOut decisions, Rows rows) {
        var summary = new StringBuilder(decisions.summary());
        if (rows.decided() != decisions.total()) {
            summary.append(String.format(Locale.ROOT, "; from %,d rows", rows.decided()));
        }
        if (rows.refused() > 0) {
            summary.append(String.format(Locale.ROOT, "; %,d with mistakes", rows.refused()));
        }
        if (rows.pictures() > 0) {
            summary.append(String.format(Locale.ROOT, "; %,d only with pictures", rows.pictures()));
        }
        return summary.toString();
    }

    private final class Told implements Answers {
        private final DecisionsOut decisions;

        Told(DecisionsOut decisions) {
            this.decisions = decisions;
        }

        @Override
        public void decided(long line, Item item, DecisionCells decision) throws IOException {
            decisions.add(item, decision);
        }

        @Override
        public void refused(List<Mistake> mistakes) {
            complaints.add(mistakes);
        }

        @Override
        public void doubted(Mistake doubt) {
            complaints.doubt(doubt);
        }

        @Override
        public void remark(String sentence) {
            progress.say("stockrule: " + sentence);
        }

        @Override
        public void flush() throws IOException {
            decisions.flush();
            progress.count(decisions.total());
        }
    }
}
