package dev.trackside.runtime.facts;

import dev.trackside.spi.PluginSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the processor writes behind the {@code #} of a line in the service file: the beginning of the descriptor of its table, so that one file of a
 * jar tells what there is to choose from.
 *
 * <p>After {@code trackside} and the number of the form: id, class, phase, attach, onFailure, before, after, requires, produces, Java, version of the
 * API; separated by a blank each, members of a list by commas, {@code -} is nothing. Whatever else stands there is a comment.
 */
final class ServiceLine {

    private static final String FORM = "# trackside 1 ";
    private static final int PARTS = 9;

    /** What came after the class in the line that was read last: in one jar it is mostly the same. */
    private String rest = "";

    private @Nullable PluginFacts last;

    /**
     * Reads what follows the name of a table.
     *
     * @param text the line
     * @param comment where the {@code #} is
     * @return what it says of the plugin; null if it is a comment like others, or of a form that is not known here
     */
    @Nullable
    PluginFacts read(String text, int comment) {
        if (!text.startsWith(FORM, comment)) {
            return null;
        }
        int stop = text.endsWith("\r") ? text.length() - 1 : text.length();
        int start = comment + FORM.length();
        int id = text.indexOf(' ', start);
        int type = id < 0 ? -1 : text.indexOf(' ', id + 1);
        if (id == start || type <= id + 1) {
            return null;
        }
        String after = text.substring(type + 1, stop);
        PluginFacts like = last;
        if (like == null || !after.equals(rest)) {
            like = rest(after);
            last = like;
            rest = after;
        }
        return like == null ? null : like.named(text.substring(start, id), text.substring(id + 1, type));
    }

    private static @Nullable PluginFacts rest(String text) {
        String[] parts = new String[PARTS];
        int at = 0;
        for (int i = 0; i < PARTS; i++) {
            int end = i == PARTS - 1 ? text.length() : text.indexOf(' ', at);
            if (end <= at) {
                return null;
            }
            parts[i] = text.substring(at, end);
            at = end + 1;
        }
        try {
            return new PluginFacts(
                    new PluginSpec(
                            "-",
                            true,
                            PluginFacts.phase(parts[0]),
                            PluginFacts.attach(parts[1]),
                            PluginFacts.onFailure(parts[2]),
                            PluginFacts.names("before", texts(parts[3])),
                            PluginFacts.names("after", texts(parts[4])),
                            PluginFacts.names("requires", texts(parts[5])),
                            PluginFacts.names("produces", texts(parts[6]))),
                    "",
                    parts[8],
                    PluginFacts.feature(parts[7]));
        } catch (IOException unknown) {
            return null; // the descriptor says so, with what it does not know
        }
    }

    private static List<String> texts(String text) {
        if (text.equals("-")) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(2);
        int at = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', at)) {
            texts.add(text.substring(at, comma));
            at = comma + 1;
        }
        texts.add(text.substring(at));
        return texts;
    }
}
