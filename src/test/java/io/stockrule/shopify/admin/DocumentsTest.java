package io.stockrule.shopify.admin;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import graphql.validation.Validator;
import io.stockrule.OfficialSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Shopify's own schema knows everything that we ask for.
class DocumentsTest {
    static List<String> documents() throws IOException {
        try (var files = Files.list(Path.of("src", "main", "resources", "shopify"))) {
            return files.map(file -> file.getFileName().toString().replace(".graphql", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_document_fits_the_schema(String name) {
        var document = Parser.parse(Documents.load(name));
        assertThat(new Validator().validateDocument(OfficialSchema.get(), document, Locale.ENGLISH))
                .isEmpty();
    }
}
