package io.stockrule.table;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.nio.charset.Charset;
import java.util.Optional;

/// Tells by its bytes which encoding a text has. Amazon's reports come as Windows-1252, and as Shift JIS from Japan
/// (https://github.com/amzn/selling-partner-api-models/issues/4888 and
/// https://github.com/amzn/selling-partner-api-docs/issues/2086); spreadsheets write Windows-1252 and UTF-16.
enum Recognition {
    UTF_8,
    WINDOWS_1252,
    SHIFT_JIS;

    /// UTF-16 without a byte order mark: a table begins with some letters of ASCII.
    static Optional<Charset> utf16(byte[] bytes, int length) {
        if (length < 4) {
            return Optional.empty();
        }
        boolean evenAreZero = bytes[0] == 0 && bytes[2] == 0;
        boolean oddAreZero = bytes[1] == 0 && bytes[3] == 0;
        if (evenAreZero == oddAreZero) {
            return Optional.empty();
        }
        return Optional.of(evenAreZero ? UTF_16BE : UTF_16LE);
    }

    /// @param from the first byte that is not ASCII
    static Recognition of(byte[] bytes, int from, int to) {
        if (isUtf8(bytes, from, to)) {
            return UTF_8;
        }
        return isShiftJis(bytes, from, to) ? SHIFT_JIS : WINDOWS_1252;
    }

    /// A line that is damaged does not make a text another one: there is more of UTF-8 in it than of anything else.
    private static boolean isUtf8(byte[] bytes, int from, int to) {
        int right = 0;
        int wrong = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                int length = lengthInUtf8(bytes[i] & 0xFF);
                int followed = 0;
                while (followed < length - 1 && i + followed + 1 < to && isFollowing(bytes[i + followed + 1])) {
                    followed++;
                }
                boolean isCutOff = i + followed + 1 == to;
                if (length > 1 && followed == length - 1) {
                    right++;
                } else if (!isCutOff || length == 0) {
                    wrong++;
                }
                i += followed;
            }
        }
        return right >= wrong;
    }

    private static int lengthInUtf8(int first) {
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    }

    private static boolean isFollowing(byte each) {
        return (each & 0xC0) == 0x80;
    }

    /// Japanese is written in pairs of bytes that follow each other, most of which begin with 81 to 9F. Of Windows-1252
    /// these are dashes and curly quotes, which stand alone.
    private static boolean isShiftJis(byte[] bytes, int from, int to) {
        int pairs = 0;
        int low = 0;
        int neighbours = 0;
        int endOfLast = -1;
        for (int i = from; i < to; i++) {
            int first = bytes[i] & 0xFF;
            if (isFirstOfPair(first)) {
                if (i + 1 == to) {
                    break;
                }
                if (!isSecondOfPair(bytes[i + 1] & 0xFF)) {
                    return false;
                }
                pairs++;
                low += first <= 0x9F ? 1 : 0;
                neighbours += endOfLast == i ? 1 : 0;
                i++;
                endOfLast = i + 1;
            } else if (first >= 0x80 && (first < 0xA1 || first > 0xDF)) {
                return false;
            }
        }
        return low * 2 > pairs && neighbours * 3 >= pairs;
    }

    private static boolean isFirstOfPair(int first) {
        return first >= 0x81 && first <= 0x9F || first >= 0xE0 && first <= 0xFC;
    }

    private static boolean isSecondOfPair(int second) {
        return second >= 0x40 && second <= 0xFC && second != 0x7F;
    }
}
