package dev.trackside.cli;

import dev.trackside.Run;
import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import dev.trackside.spi.EngineProvider;
import dev.trackside.spi.Section;
import dev.trackside.spi.UsageException;
import java.nio.file.Path;
import java.util.List;

/** Commands that a jar could bring along, good ones and others. */
final class TestCommands {

    private TestCommands() {}

    private abstract static class Named implements Command {

        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String summary() {
            return "Does " + name;
        }
    }

    public static final class Echo extends Named {

        public Echo() {
            super("echo");
        }

        @Override
        public List<Option> options() {
            return List.of(
                    new Option("with", "ID.OPTION=VALUE", "With this; may be given more than once"),
                    new Option("loud", "", "Loudly"));
        }

        @Override
        public String arguments() {
            return "TEXT...";
        }

        @Override
        public int run(CommandContext context) {
            context.console()
                    .line("%s with %s loud %s"
                            .formatted(context.arguments(), context.option("with"), context.option("loud")));
            return context.arguments().size();
        }
    }

    /** Tells all that help can show. */
    public static final class Says extends Named {

        public Says() {
            super("says");
        }

        @Override
        public List<Option> options() {
            return List.of(
                    new Option("times", "N", "So often"),
                    new Option(
                            "with",
                            "ID.OPTION=VALUE...",
                            "With another option of it, with-a-name-that-is-long.and-its-option=VALUE"));
        }

        @Override
        public String arguments() {
            return "TEXT...";
        }

        @Override
        public String argumentsSummary() {
            return "What is said";
        }

        @Override
        public List<String> examples() {
            return List.of("trackside says hello --times 3");
        }

        @Override
        public int run(CommandContext context) {
            context.console()
                    .line("%s with %s times %s"
                            .formatted(context.arguments(), context.option("with"), context.option("times")));
            return 0;
        }
    }

    /** Throws before it is a command. */
    public static final class NotConstructible extends Named {

        public NotConstructible() {
            super("never");
            throw new IllegalStateException("not today");
        }

        @Override
        public int run(CommandContext context) {
            return 0;
        }
    }

    /** Its name is taken. */
    public static final class Train extends Named {

        public Train() {
            super("train");
        }

        @Override
        public int run(CommandContext context) {
            return 77;
        }
    }

    /** Throws when asked what it is. */
    public static final class Speechless extends Named {

        public Speechless() {
            super("speechless");
        }

        @Override
        public String summary() {
            throw new IllegalStateException("no words");
        }

        @Override
        public int run(CommandContext context) {
            return 0;
        }
    }

    /** Starts a run. */
    public static final class Trains extends Named {

        public Trains() {
            super("trains");
        }

        @Override
        public int run(CommandContext context) throws Exception {
            EngineProvider provider = new StepsEngineProvider();
            Run run = context.train(provider.open(context.configuration(), 1), context.configuration());
            context.console()
                    .line(run.engine() + " " + run.outcome().orElseThrow() + " "
                            + run.summary().epochs());
            return 0;
        }
    }

    /** Starts a run of settings. */
    public static final class Sets extends Named {

        public Sets() {
            super("sets");
        }

        @Override
        public String arguments() {
            return "KEY=VALUE...";
        }

        @Override
        public int run(CommandContext context) throws Exception {
            Section settings = context.configuration(context.arguments());
            Run run = context.train(new StepsEngineProvider().open(settings, 1), settings);
            context.console().line(run.summary().epochs() + " epochs");
            return 0;
        }
    }

    /** Groups others. */
    public static final class Group extends Named {

        public Group() {
            super("group");
        }

        @Override
        public List<Command> subcommands() {
            return List.of(new Echo(), new Wrong());
        }

        @Override
        public int run(CommandContext context) {
            throw new AssertionError("a group is not run");
        }
    }

    /** Is always called in a wrong way. */
    private static final class Wrong extends Named {

        Wrong() {
            super("wrong");
        }

        @Override
        public int run(CommandContext context) {
            throw new UsageException("Call it otherwise.");
        }
    }

    /** Has one below it that cannot be called. */
    public static final class BadGroup extends Named {

        public BadGroup() {
            super("bad-group");
        }

        @Override
        public List<Command> subcommands() {
            return List.of(new Spoken());
        }

        @Override
        public int run(CommandContext context) {
            return 0;
        }
    }

    private static final class Spoken extends Named {

        Spoken() {
            super("Spoken Word");
        }

        @Override
        public int run(CommandContext context) {
            return 0;
        }
    }

    /** Reads the file that it is given. */
    public static final class Reads extends Named {

        public Reads() {
            super("reads");
        }

        @Override
        public String arguments() {
            return "FILE";
        }

        @Override
        public int run(CommandContext context) {
            Path file = Path.of(context.arguments().get(0));
            context.console()
                    .line(context.configuration(file)
                            .section("run")
                            .text("name")
                            .orElse("nameless"));
            return 0;
        }
    }

    /** Fails. */
    public static final class Fails extends Named {

        public Fails() {
            super("fails");
        }

        @Override
        public int run(CommandContext context) throws Exception {
            throw new java.nio.file.NoSuchFileException("runs/gone");
        }
    }
}
