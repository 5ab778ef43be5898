package io.stockrule.profile;

import java.text.Normalizer;

/// Names are compared as the language reads them: normalised to NFC.
final class NormalForm {
    private NormalForm() {}

    static String of(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }
}
