package dev.trackside.processor;

import dev.trackside.processor.extension.Additions;
import dev.trackside.processor.extension.ProcessorExtension;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.testkit.Compiled;
import java.util.List;

/** Who does their work whatever is wrong with an extension: classes that are compiled, and another extension. */
final class Bystanders {

    static final String HEALTHY = """
            package p;
            import dev.trackside.*;
            class Other { @OnTrainEnd void on() {} }
            @Plugin("watcher")
            class Watcher { @OnEpochEnd void on() {} }
            """;

    private Bystanders() {}

    static void everybodyElseHasDoneTheirWork(Compiled compiled) {
        for (String name : List.of("Other", "Watcher")) {
            compiled.generates("p." + name + "_Table");
            compiled.generates("p." + name + "_Working");
        }
    }

    /** Works, beside others that do not. */
    public static final class Working implements ProcessorExtension {

        @Override
        public String id() {
            return "working";
        }

        @Override
        public void contribute(HandlerClass handlers, Additions additions) {
            additions.source("Working", "package p; class " + handlers.companionName("Working") + " {}");
        }
    }
}
