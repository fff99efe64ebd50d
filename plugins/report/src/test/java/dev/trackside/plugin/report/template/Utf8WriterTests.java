package dev.trackside.plugin.report.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8WriterTests {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Utf8Writer writer = new Utf8Writer(out);

    @Test
    void joinsACharacterThatComesInTwoParts() throws IOException {
        char[] smile = "a\uD83D\uDE00b".toCharArray();

        writer.write(smile, 0, 2);
        writer.write(smile, 2, 2);
        writer.flush();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a\uD83D\uDE00b");
    }

    @Test
    void keepsTextAndBytesInOrder() throws IOException {
        writer.write("ä");
        writer.copy(new ByteArrayInputStream("ö".getBytes(StandardCharsets.UTF_8)));
        writer.write('ü');
        writer.flush();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("äöü");
    }
}
