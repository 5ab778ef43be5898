package io.stockrule;

import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Shopify's whole Admin API, read once: that takes ten seconds.
public final class OfficialSchema {
    private static final String VERSION = "2026-10";
    private static @Nullable GraphQLSchema schema;

    private OfficialSchema() {}

    /// Skips the test where the schema is absent.
    public static synchronized GraphQLSchema get() {
        var known = schema;
        if (known == null) {
            known = read();
            schema = known;
        }
        return known;
    }

    private static GraphQLSchema read() {
        var file = SharedData.file("shopify/schema/admin-graphql-%s.graphql.gz".formatted(VERSION));
        ParserOptions.setDefaultParserOptions(ParserOptions.newParserOptions()
                .maxCharacters(Integer.MAX_VALUE)
                .maxTokens(Integer.MAX_VALUE)
                .maxWhitespaceTokens(Integer.MAX_VALUE)
                .build());
        try (var in = new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8)) {
            return UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
