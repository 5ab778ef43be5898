package io.stockrule.editor;

import io.stockrule.language.KnownNames;
import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// What the server is started with.
///
/// @param warehouses that the merchant has; empty accepts any name, unless the editor names them
/// @param today so that dates before it are warned of
/// @param documentation the page of the codes of diagnostics, with a heading for each
public record ServerSettings(
        Optional<Set<String>> warehouses, RulesFollowed rules, Supplier<LocalDate> today, Optional<URI> documentation) {
    KnownNames names() {
        return warehouses.map(KnownNames::ofWarehouses).orElse(KnownNames.ANY);
    }
}
