package io.stockrule.stockfile;

import io.stockrule.table.Mistake;
import java.io.IOException;
import java.util.List;

/// Who is told what becomes of each row of a stock file.
public interface Answers {
    /// @param line the first that it has in the file
    void decided(long line, Item item, DecisionCells decision) throws IOException;

    /// @param mistakes of one row, at least one
    void refused(List<Mistake> mistakes) throws IOException;

    /// The row is decided, but may not mean what it says.
    void doubted(Mistake doubt) throws IOException;

    /// Something about the file, in words.
    void remark(String sentence) throws IOException;

    /// After each batch.
    void flush() throws IOException;
}
