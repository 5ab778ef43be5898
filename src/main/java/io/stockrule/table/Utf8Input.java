package io.stockrule.table;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The bytes of a text as UTF-8, in whatever encoding they came and packed with gzip or not.
///
/// As long as nothing but ASCII comes, the encoding need not be known; at the first other byte it is recognised by what
/// stands there and in the next 64 KiB.
final class Utf8Input extends InputStream {
    private static final int LOOK_AHEAD = 64 * 1024;

    private final InputStream in;
    private final byte[] ahead = new byte[LOOK_AHEAD];
    private int position;
    private int filled;
    private boolean isUtf8;
    private @Nullable Recoded recoded;
    private Optional<String> remark = Optional.empty();

    private Utf8Input(InputStream in) {
        this.in = in;
    }

    static Utf8Input open(InputStream file, Optional<Charset> declared, long mostBytes) throws IOException {
        var input = new Utf8Input(new Limited(unpacked(file), mostBytes));
        input.lookAhead();
        input.believeMark();
        if (!input.isUtf8 && input.recoded == null) {
            input.believe(declared);
        }
        return input;
    }

    private static InputStream unpacked(InputStream file) throws IOException {
        var in = new BufferedInputStream(file, LOOK_AHEAD);
        in.mark(2);
        boolean isPacked = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return isPacked ? new GZIPInputStream(in, LOOK_AHEAD) : in;
    }

    /// What the encoding is called, for a line that has something else in it.
    Charset encoding() {
        return recoded == null ? UTF_8 : recoded.encoding();
    }

    Optional<String> remark() {
        return remark;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (recoded != null) {
            return recoded.read(into, offset, length);
        }
        if (position == filled) {
            lookAhead();
        }
        if (position == filled) {
            return -1;
        }
        int end = isUtf8 ? filled : endOfAscii();
        if (end == position) {
            lookAhead();
            recognise();
            return read(into, offset, length);
        }
        int read = Math.min(length, end - position);
        System.arraycopy(ahead, position, into, offset, read);
        position += read;
        return read;
    }

    private void lookAhead() throws IOException {
        System.arraycopy(ahead, position, ahead, 0, filled - position);
        filled -= position;
        position = 0;
        filled += in.readNBytes(ahead, filled, ahead.length - filled);
    }

    private int endOfAscii() {
        int end = position;
        while (end < filled && ahead[end] >= 0) {
            end++;
        }
        return end;
    }

    private void believeMark() {
        if (startsWith(0xEF, 0xBB, 0xBF)) {
            position = 3;
            isUtf8 = true;
        } else if (startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF)) {
            position = 2;
            recode(ahead[0] == (byte) 0xFF ? UTF_16LE : UTF_16BE);
            remark = Optional.of("it is read as UTF-16, as its byte order mark says");
        }
    }

    private void believe(Optional<Charset> declared) {
        if (declared.isPresent()) {
            isUtf8 = declared.get().equals(UTF_8);
            if (!isUtf8) {
                recode(declared.get());
            }
        } else {
            Recognition.utf16(ahead, filled).ifPresent(encoding -> {
                recode(encoding);
                remark = Optional.of("it is read as UTF-16, because every other byte of it is zero");
            });
        }
    }

    private void recognise() {
        switch (Recognition.of(ahead, position, filled)) {
            case UTF_8 -> isUtf8 = true;
            case WINDOWS_1252 -> recognised("Windows-1252", "windows-1252");
            case SHIFT_JIS -> recognised("Shift JIS", "windows-31j");
        }
    }

    private void recognised(String name, String charset) {
        recode(Charset.forName(charset));
        remark = Optional.of("it is not UTF-8 and is read as %s; if letters look wrong, declare its encoding or save it"
                        .formatted(name)
                + " as UTF-8");
    }

    private void recode(Charset from) {
        var rest = new ByteArrayInputStream(ahead, position, filled - position);
        recoded = new Recoded(new SequenceInputStream(rest, in), from);
    }

    private boolean startsWith(int... bytes) {
        boolean starts = filled >= bytes.length;
        for (int i = 0; starts && i < bytes.length; i++) {
            starts = (ahead[i] & 0xFF) == bytes[i];
        }
        return starts;
    }
}
