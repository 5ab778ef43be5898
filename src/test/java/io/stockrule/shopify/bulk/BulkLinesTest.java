package io.stockrule.shopify.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkLinesTest {
    private static final String VARIANT = """
            {"id":"gid://shopify/ProductVariant/7","sku":"A","barcode":null,"title":"Red","inventoryPolicy":"DENY",\
            "product":{"id":"gid://shopify/Product/1","title":"Hat","vendor":"V","productType":"T","tags":["a","b"],\
            "status":"ACTIVE","isGiftCard":false},"inventoryItem":{"id":"gid://shopify/InventoryItem/8","tracked":true}}
            """;
    private static final String LEVEL = """
            {"id":"gid://shopify/InventoryLevel/9?inventory_item_id=8","isActive":true,"updatedAt":"2026-11-01T00:00:00Z",\
            "location":{"id":"gid://shopify/Location/3"},"quantities":[\
            {"name":"available","quantity":5,"updatedAt":"2026-11-01T00:00:00Z"},{"name":"on_hand","quantity":7},\
            {"name":"committed","quantity":2},{"name":"incoming","quantity":0}],"__parentId":"gid://shopify/ProductVariant/7"}
            """;
    private static final byte[] FILE = (VARIANT + LEVEL).getBytes(StandardCharsets.UTF_8);

    private static BulkLines lines(InputStream file) throws IOException {
        return new BulkLines(file, BulkRange.ALL);
    }

    @Test
    void all_lines_are_read() throws IOException {
        var lines = lines(new ByteArrayInputStream(FILE));
        assertThat(lines.next(10).lines()).isEqualTo(2);
        assertThat(lines.next(10).lines()).isZero();
        assertThat(lines.lines()).isEqualTo(2);
        assertThat(lines.variants()).isEqualTo(1);
    }

    /// Else the whole file would be written anew by Shopify instead of being fetched once more.
    @Test
    void wherever_a_file_breaks_off_it_is_not_taken_for_one_that_cannot_be_read() {
        for (int size = 0; size < FILE.length; size++) {
            var failure = new EOFException("broke off");
            var file = new SequenceInputStream(new ByteArrayInputStream(FILE, 0, size), new InputStream() {
                @Override
                public int read() throws IOException {
                    throw failure;
                }
            });
            assertThatThrownBy(() -> lines(file).next(10))
                    .as("after %d bytes", size)
                    .isSameAs(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"available\"", "5", "\"location\"", "true"})
    void a_file_that_cannot_be_read_is_not_taken_for_one_that_broke_off(String text) {
        var file = new String(FILE, StandardCharsets.UTF_8).replace(text, "[");
        assertThatThrownBy(() -> lines(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
                        .next(10))
                .isInstanceOf(JsonProcessingException.class);
    }
}
