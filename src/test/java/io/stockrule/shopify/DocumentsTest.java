package io.stockrule.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import io.stockrule.SharedData;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Shopify's own schema knows everything that we ask for.
class DocumentsTest {
    private static GraphQLSchema schema;

    @BeforeAll
    static void read() throws IOException {
        var file = SharedData.file("shopify/schema/admin-graphql-%s.graphql.gz".formatted(GraphQl.VERSION));
        ParserOptions.setDefaultParserOptions(ParserOptions.newParserOptions()
                .maxCharacters(Integer.MAX_VALUE)
                .maxTokens(Integer.MAX_VALUE)
                .maxWhitespaceTokens(Integer.MAX_VALUE)
                .build());
        try (var in = new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8)) {
            schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(in));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Documents.ITEMS, Documents.ITEM})
    void a_document_fits_the_schema(String name) {
        var document = Parser.parse(Documents.load(name));
        assertThat(new Validator().validateDocument(schema, document, Locale.ENGLISH))
                .isEmpty();
    }
}
