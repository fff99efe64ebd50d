package com.example.catalog;

import dev.trackside.processor.model.Argument;
import dev.trackside.processor.model.Handler;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.OptionField;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

// docs: the catalog
/** Turns the model into Markdown: records in, text out, without a trace of the compiler. */
final class Catalog {

    private Catalog() {}

    static String of(String title, List<HandlerClass> all) {
        return "# " + title + "\n" + all.stream().map(Catalog::section).collect(Collectors.joining());
    }

    private static String section(HandlerClass handlers) {
        String kind = handlers.plugin() == null ? "to attach" : "plugin `" + handlers.id() + "`";
        StringBuilder text = new StringBuilder("\n## %s (%s, %s)\n\n%s\n\n"
                .formatted(
                        handlers.text(),
                        kind,
                        handlers.phase().name().toLowerCase(Locale.ROOT),
                        handlers.description()));
        for (Handler handler : handlers.handlers()) {
            text.append("- %s, %s: `%s`%s. %s\n"
                    .formatted(
                            handler.event().text(),
                            handler.use().filter(),
                            handler.method().text(),
                            metrics(handler),
                            handler.method().description()));
        }
        for (OptionField option : handlers.options()) {
            text.append("- option `%s` (%s): %s\n"
                    .formatted(option.name().value(), option.type().text(), option.description()));
        }
        return text.toString();
    }

    private static String metrics(Handler handler) {
        String names = handler.arguments().stream()
                .map(Argument::parameter)
                .filter(parameter -> parameter.metric() != null)
                .map(parameter -> parameter.metric().text())
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " with " + names;
    }
}
// docs: end
