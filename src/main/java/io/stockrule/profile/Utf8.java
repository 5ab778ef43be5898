package io.stockrule.profile;

import io.stockrule.access.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Profile texts are UTF-8. Anything else is refused, because a guess would change the merchant's words.
final class Utf8 {
    private Utf8() {}

    static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new Problem(400, "not-utf-8", "the text must be encoded in UTF-8");
        }
    }
}
