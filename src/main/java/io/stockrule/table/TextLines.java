package io.stockrule.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The lines of a text, one at a time, however long the text is. A line that is no UTF-8, or too long, is a mistake and
/// not the end.
final class TextLines {
    /// In bytes. Product descriptions are the longest that stock files carry along.
    static final int LONGEST = 64 * 1024;

    /// What Java reads where bytes are no UTF-8; it may also stand in the text.
    private static final char IN_PLACE_OF_NO_TEXT = '\uFFFD';

    /// @param text as far as it can be read
    record Line(long number, String text, Optional<Mistake> mistake) {}

    private final Utf8Input in;
    private final byte[] buffer = new byte[LONGEST];
    private final Deque<Line> pushedBack = new ArrayDeque<>();
    private final CharsetDecoder decoder = UTF_8.newDecoder();
    private int position;
    private int filled;
    private boolean endedWithReturn;
    private long number;

    TextLines(Utf8Input in) {
        this.in = in;
    }

    Optional<Line> next() throws IOException {
        if (!pushedBack.isEmpty()) {
            return Optional.of(pushedBack.pop());
        }
        if (endedWithReturn && has() && buffer[position] == '\n') {
            position++;
        }
        if (!has()) {
            return Optional.empty();
        }
        number++;
        return Optional.of(line());
    }

    /// They come again, in this order, before anything else.
    void pushBack(List<Line> lines) {
        lines.reversed().forEach(pushedBack::push);
    }

    private Line line() throws IOException {
        int end = endOfLine();
        return end < filled ? ended(end) : pieced();
    }

    /// One that ends within what has been read.
    private Line ended(int end) {
        var bytes = Arrays.copyOfRange(buffer, position, end);
        endedWithReturn = buffer[end] == '\r';
        position = end + 1;
        return decoded(bytes);
    }

    /// One that has to be put together.
    private Line pieced() throws IOException {
        var bytes = new ByteArrayOutputStream(128);
        boolean tooLong = false;
        boolean ended = false;
        while (!ended && has()) {
            int end = endOfLine();
            int fitting = Math.min(end - position, LONGEST - bytes.size());
            bytes.write(buffer, position, fitting);
            tooLong |= fitting < end - position;
            ended = end < filled;
            endedWithReturn = ended && buffer[end] == '\r';
            position = ended ? end + 1 : end;
        }
        return tooLong ? tooLong(bytes.toByteArray()) : decoded(bytes.toByteArray());
    }

    private boolean has() throws IOException {
        if (position == filled) {
            position = 0;
            filled = Math.max(0, in.read(buffer));
        }
        return position < filled;
    }

    private int endOfLine() {
        int end = position;
        while (end < filled && buffer[end] != '\n' && buffer[end] != '\r') {
            end++;
        }
        return end;
    }

    private Line tooLong(byte[] bytes) {
        var message = String.format(Locale.ROOT, "the line is longer than %,d bytes", LONGEST);
        return new Line(number, new String(bytes, UTF_8), Optional.of(new Mistake(number, 1, message)));
    }

    private Line decoded(byte[] bytes) {
        var likely = new String(bytes, UTF_8);
        if (likely.indexOf(0) < 0 && likely.indexOf(IN_PLACE_OF_NO_TEXT) < 0) {
            return new Line(number, likely, Optional.empty());
        }
        int zero = indexOfZero(bytes);
        if (zero >= 0) {
            return broken(bytes, zero, "a zero byte, which no text has");
        }
        var text = ByteBuffer.wrap(bytes);
        var decoded = CharBuffer.allocate(bytes.length);
        if (decoder.reset().decode(text, decoded, true).isError()) {
            return broken(bytes, text.position(), noText(bytes[text.position()]));
        }
        return new Line(number, decoded.flip().toString(), Optional.empty());
    }

    private String noText(byte found) {
        return in.encoding().equals(UTF_8)
                ? "the byte %02X is not UTF-8; save the file with this encoding".formatted(found)
                : "here is something that is not %s; save the file as UTF-8".formatted(in.encoding());
    }

    private Line broken(byte[] bytes, int index, String message) {
        var before = new String(bytes, 0, index, UTF_8);
        var mistake = new Mistake(number, before.codePointCount(0, before.length()) + 1, message);
        return new Line(number, new String(bytes, UTF_8), Optional.of(mistake));
    }

    private static int indexOfZero(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }
}
