package dev.trackside.processor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A source or resource that a compilation has written.
 *
 * @param path its path, e.g. {@code p/A_Table.java}
 * @param text its content
 * @since 0.1
 */
public record GeneratedText(String path, String text) {

    /**
     * Compares the text, line ends aside.
     *
     * @param golden the whole text that is expected
     * @return this
     * @throws AssertionError if it differs
     */
    public GeneratedText equalTo(String golden) {
        assertThat(lines(text)).as(path).isEqualTo(lines(golden));
        return this;
    }

    /**
     * Looks for parts of the text; any run of white space counts as one blank.
     *
     * @param parts what must stand in it
     * @return this
     * @throws AssertionError if one of them does not
     */
    public GeneratedText containing(String... parts) {
        for (String part : parts) {
            assertThat(blanks(text)).as(path).contains(blanks(part));
        }
        return this;
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n").stripTrailing();
    }

    private static String blanks(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
