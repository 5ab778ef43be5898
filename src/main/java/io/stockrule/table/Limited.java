package io.stockrule.table;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/// A stream that refuses to be longer than it may be: a small packed file may unpack to anything.
public final class Limited extends FilterInputStream {
    private final long most;
    private long count;

    public Limited(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count(read);
        return read;
    }

    private void count(int read) throws IOException {
        count += Math.max(0, read);
        if (count > most) {
            throw new IOException(String.format(Locale.ROOT, "it has more than %,d bytes when it is unpacked", most));
        }
    }
}
