package io.stockrule.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `bin/stockrule lsp` as an editor starts it.
class LspIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path said = Path.of("");
    private Process server = noProcess();
    private InputStream answers = InputStream.nullInputStream();

    private static Process noProcess() {
        try {
            return new ProcessBuilder("true").start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start() throws IOException {
        said = folder.resolve("stderr");
        server = new ProcessBuilder("bin/stockrule", "lsp", "--warehouse", "Berlin", "--stdio")
                .redirectError(said.toFile())
                .start();
        answers = new BufferedInputStream(server.getInputStream());
    }

    @AfterEach
    void stop() {
        server.destroyForcibly();
    }

    /// The rules of an included file are compiled, which has much to log; none of it is among the answers.
    @Test
    void it_says_nothing_but_the_protocol_and_ends_well() throws Exception {
        send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}");
        assertThat(next().at("/result/capabilities/hoverProvider").asBoolean()).isTrue();
        send("{\"jsonrpc\":\"2.0\",\"method\":\"initialized\",\"params\":{}}");
        open("profile \\\"A\\\"\\nuse warehouse \\\"🕯\\\"\\ninclude rules \\\"seasonal-cap\\\"\\n"
                + "promise listed is at most available\\n");
        var told = next();
        assertThat(told.at("/params/diagnostics/0/code").asText()).isEqualTo("SR201");
        assertThat(told.at("/params/diagnostics/0/range/end/character").asInt()).isEqualTo(18);
        assertThat(told.at("/params/diagnostics/0/codeDescription/href").asText())
                .startsWith("file:///")
                .endsWith("docs/diagnostics.md#sr201");
        open("profile \\\"A\\\"\\ninclude rules \\\"seasonal-cap\\\"\\nexpect available 1 lists 9\\n");
        assertThat(next().at("/params/diagnostics/0/code").asText()).isEqualTo("SR206");
        send("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"shutdown\"}");
        assertThat(next().path("id").asInt()).isEqualTo(2);
        send("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
        assertThat(exitCode()).isZero();
        assertThat(answers.readAllBytes()).isEmpty();
        assertThat(Files.readString(said)).doesNotContain("Exception");
    }

    @Test
    void it_ends_badly_with_the_stream() throws Exception {
        server.getOutputStream().close();
        assertThat(exitCode()).isEqualTo(1);
        assertThat(answers.readAllBytes()).isEmpty();
    }

    private int exitCode() throws InterruptedException {
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return server.exitValue();
    }

    private void open(String text) throws IOException {
        send("{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"a\","
                + "\"languageId\":\"stockrule\",\"version\":1,\"text\":\"" + text + "\"}}}");
    }

    private void send(String message) throws IOException {
        var content = message.getBytes(UTF_8);
        server.getOutputStream().write(("Content-Length: " + content.length + "\r\n\r\n").getBytes(UTF_8));
        server.getOutputStream().write(content);
        server.getOutputStream().flush();
    }

    private JsonNode next() throws IOException {
        var header = line();
        assertThat(header).as("what stands before an answer").matches("Content-Length: \\d+");
        assertThat(line()).isEmpty();
        return JSON.readTree(answers.readNBytes(Integer.parseInt(header.replaceAll("\\D", ""))));
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = answers.read(); next >= 0 && next != '\n'; next = answers.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
