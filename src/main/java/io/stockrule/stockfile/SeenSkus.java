package io.stockrule.stockfile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Which SKUs came, and on which line first. Of each it keeps 128 bits of its SHA-256 and the line, about 40 bytes in
/// all: a million fit where the SKUs themselves would not, and no two differ in so few bits by accident.
final class SeenSkus {
    private static final int PARTS = 256;

    private final Part[] parts = new Part[PARTS];
    private final MessageDigest digest;

    SeenSkus() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        for (int i = 0; i < PARTS; i++) {
            parts[i] = new Part();
        }
    }

    /// The line on which this SKU came first: this one, or an earlier one.
    long firstLine(String sku, long line) {
        var hash = hash(sku);
        return part(hash).firstLine(hash.one(), hash.other(), line);
    }

    /// Whether it came.
    boolean has(String sku) {
        var hash = hash(sku);
        return part(hash).has(hash.one(), hash.other());
    }

    private record Hash(long one, long other) {}

    private Hash hash(String sku) {
        var hash = ByteBuffer.wrap(digest.digest(sku.getBytes(UTF_8)));
        return new Hash(hash.getLong(), hash.getLong());
    }

    private Part part(Hash hash) {
        return parts[(int) (hash.one() & (PARTS - 1))];
    }

    /// An open-addressed table. There are many small ones, so that one growing needs little room beside it.
    private static final class Part {
        private static final int FIELDS = 3;

        /// Hash, hash, line; a place whose line is 0 is free.
        private long[] table = new long[16 * FIELDS];

        private int size;

        long firstLine(long one, long other, long line) {
            int at = find(one, other);
            if (table[at + 2] == 0) {
                put(at, one, other, line);
                growIfFull();
                return line;
            }
            return table[at + 2];
        }

        boolean has(long one, long other) {
            return table[find(one, other) + 2] != 0;
        }

        private int find(long one, long other) {
            int places = table.length / FIELDS;
            int place = (int) (other & (places - 1));
            while (table[place * FIELDS + 2] != 0
                    && (table[place * FIELDS] != one || table[place * FIELDS + 1] != other)) {
                place = (place + 1) & (places - 1);
            }
            return place * FIELDS;
        }

        private void put(int at, long one, long other, long line) {
            table[at] = one;
            table[at + 1] = other;
            table[at + 2] = line;
            size++;
        }

        private void growIfFull() {
            if (size * 4 <= table.length / FIELDS * 3) {
                return;
            }
            long[] old = table;
            table = new long[old.length * 2];
            size = 0;
            for (int at = 0; at < old.length; at += FIELDS) {
                if (old[at + 2] != 0) {
                    put(find(old[at], old[at + 1]), old[at], old[at + 1], old[at + 2]);
                }
            }
        }
    }
}
