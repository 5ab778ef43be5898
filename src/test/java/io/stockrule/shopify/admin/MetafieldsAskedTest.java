package io.stockrule.shopify.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import graphql.parser.Parser;
import graphql.validation.Validator;
import io.stockrule.OfficialSchema;
import io.stockrule.stock.MetafieldTexts;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How metafields are asked for, and known again in an answer.
class MetafieldsAskedTest {
    private static final List<String> NAMES =
            List.of("custom.season", "my-app.the_key", "a__.b-_h", "a-_d.hd", "123.45", "a_d.b_h");

    static Stream<String> documents() {
        return Stream.of(
                Documents.BULK_VARIANTS,
                Documents.CATALOGUE_CHANGED_SINCE,
                Documents.PRODUCT_FACTS,
                Documents.VARIANT_STOCK_PAGE);
    }

    private static Metafields asked(List<String> names) {
        return new Metafields(new TreeSet<>(names));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_document_that_asks_for_them_of_product_and_variant_fits_the_schema(String document) {
        var asking = asked(NAMES).in(document);
        assertThat(asking.split("metafield\\(namespace: \"custom\", key: \"season\"\\)", -1))
                .hasSize(3);
        assertThat(new Validator().validateDocument(OfficialSchema.get(), Parser.parse(asking), Locale.ENGLISH))
                .isEmpty();
        assertThat(asked(List.of()).in(document)).isEqualTo(document);
    }

    @Test
    void each_is_known_again_by_the_name_that_it_was_asked_for_under() throws IOException {
        var json = new StringBuilder("{\"id\": \"m_x\"");
        for (var name : NAMES) {
            var alias = asked(List.of(name)).in("isGiftCard").replaceAll("isGiftCard (\\w+):.*", "$1");
            json.append(", \"%s\": {\"value\": \"of %s\"}".formatted(alias, name));
        }
        var texts = texts(MissingNode.getInstance(), tree(json.append('}').toString()));
        assertThat(texts.own()).hasSize(NAMES.size());
        NAMES.forEach(name -> assertThat(texts.own()).containsEntry(name, "of " + name));
    }

    @Test
    void one_that_is_not_there_is_told_from_one_that_was_not_asked_for() throws IOException {
        var node = tree("{\"m_custom_dseason\": null, \"title\": \"m_\"}");
        assertThat(texts(node, node)).isEqualTo(new MetafieldTexts(none("custom.season"), none("custom.season")));
        assertThat(Metafields.texts(tree("{\"title\": \"m_\"}"), MissingNode.getInstance()))
                .isNull();
    }

    @Test
    void of_a_long_text_whole_characters_are_kept() throws IOException {
        var node = tree("{\"m_custom_dseason\": {\"value\": \"%s\"}}".formatted("x".repeat(999) + "🕯🕯"));
        assertThat(texts(node, node).own()).containsEntry("custom.season", "x".repeat(999));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "season",
                "custom.a",
                "ab.season",
                "custom.sea son",
                "custom.a\") { id } #",
                "a.b.c",
                "größe.xl"
            })
    void what_is_no_name_goes_into_no_question(String name) {
        assertThatThrownBy(() -> asked(List.of(name))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, @Nullable String> none(String name) {
        return Collections.singletonMap(name, null);
    }

    private static MetafieldTexts texts(JsonNode product, JsonNode variant) {
        return Objects.requireNonNull(Metafields.texts(product, variant));
    }

    private static JsonNode tree(String json) throws IOException {
        return new ObjectMapper().readTree(json);
    }
}
