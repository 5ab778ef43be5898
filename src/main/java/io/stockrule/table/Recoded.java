package io.stockrule.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/// Text of another encoding, as UTF-8. What is no text in that encoding becomes a byte that no UTF-8 has, so that it is
/// found in its line.
final class Recoded extends InputStream {
    private static final char UNREADABLE = '\uFFFD';
    private static final byte NO_UTF_8 = (byte) 0xFF;

    private final Charset encoding;
    private final Reader reader;
    private final char[] chars = new char[8 * 1024];
    private byte[] bytes = {};
    private int position;
    private int filled;

    Recoded(InputStream in, Charset encoding) {
        this.encoding = encoding;
        this.reader = new InputStreamReader(
                in,
                encoding.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(UNREADABLE)));
    }

    Charset encoding() {
        return encoding;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (position == filled && !recode()) {
            return -1;
        }
        int read = Math.min(length, filled - position);
        System.arraycopy(bytes, position, into, offset, read);
        position += read;
        return read;
    }

    private boolean recode() throws IOException {
        int count = reader.read(chars);
        if (count < 0) {
            return false;
        }
        bytes = new String(chars, 0, count).getBytes(UTF_8);
        position = 0;
        filled = marked(bytes);
        return true;
    }

    /// @return how many bytes are left when each unreadable character is one
    private static int marked(byte[] bytes) {
        int to = 0;
        for (int from = 0; from < bytes.length; from++) {
            boolean isUnreadable = from + 2 < bytes.length
                    && bytes[from] == (byte) 0xEF
                    && bytes[from + 1] == (byte) 0xBF
                    && bytes[from + 2] == (byte) 0xBD;
            bytes[to++] = isUnreadable ? NO_UTF_8 : bytes[from];
            from += isUnreadable ? 2 : 0;
        }
        return to;
    }
}
