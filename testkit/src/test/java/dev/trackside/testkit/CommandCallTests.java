package dev.trackside.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Run;
import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import dev.trackside.spi.Engine;
import dev.trackside.spi.Section;
import dev.trackside.spi.TrainingLoop;
import dev.trackside.spi.UsageException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandCallTests {

    /** Says what it was called with. */
    private static final class Echo implements Command {

        @Override
        public String name() {
            return "echo";
        }

        @Override
        public String summary() {
            return "Says it again";
        }

        @Override
        public String arguments() {
            return "WORD...";
        }

        @Override
        public List<Option> options() {
            return List.of(new Option("with", "X", "With it"), new Option("loud", "", "Loudly"));
        }

        @Override
        public int run(CommandContext context) {
            context.console()
                    .line("%s %s %s".formatted(context.arguments(), context.option("with"), context.option("loud")));
            return 5;
        }
    }

    /** Trains two epochs of nothing, in the folder that it is given. */
    private static final class Trains implements Command {

        @Override
        public String name() {
            return "train";
        }

        @Override
        public String summary() {
            return "Trains";
        }

        @Override
        public String arguments() {
            return "DIR";
        }

        @Override
        public int run(CommandContext context) {
            Section settings = context.configuration(
                    List.of("run.epochs=2", "run.dir=" + context.arguments().get(0)));
            Run run = context.train(
                    new Engine() {
                        @Override
                        public String name() {
                            return "nothing";
                        }

                        @Override
                        public void train(TrainingLoop loop) {
                            while (loop.nextEpoch()) {
                                loop.endEpoch();
                            }
                        }
                    },
                    settings);
            context.console().line(run.engine() + " " + run.summary().epochs());
            return 0;
        }
    }

    private static final class Group implements Command {

        @Override
        public String name() {
            return "group";
        }

        @Override
        public String summary() {
            return "Groups";
        }

        @Override
        public List<Command> subcommands() {
            return List.of(new Echo(), new Trains());
        }

        @Override
        public int run(CommandContext context) {
            throw new AssertionError("a group is not run");
        }
    }

    @TempDir
    Path folder;

    @Test
    void takesTheWordsApartAsTheCommandLineDoes() throws Exception {
        CommandCall call = CommandCall.of(new Echo(), "a", "--with", "1", "--loud", "b", "--with=2=3", "--", "--c");

        assertThat(call.code()).isEqualTo(5);
        assertThat(call.lines()).containsExactly("[a, b, --c] [1, 2=3] [true]");
    }

    @Test
    void findsSubCommands() throws Exception {
        assertThat(CommandCall.of(new Group(), "echo", "a").lines()).containsExactly("[a] [] []");
    }

    @Test
    void startsRealRuns() throws Exception {
        assertThat(CommandCall.of(new Group(), "train", folder.toString()).lines())
                .contains("nothing 2");
        assertThat(folder).isDirectoryRecursivelyContaining("glob:**/run.json");
    }

    @Test
    void refusesWhatTheCommandDoesNotTake() {
        assertThatThrownBy(() -> CommandCall.of(new Echo(), "--quiet"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Unknown option: '--quiet'");
        assertThatThrownBy(() -> CommandCall.of(new Echo(), "--with"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Missing a value for the option '--with'");
        assertThatThrownBy(() -> CommandCall.of(new Group(), "shout"))
                .isInstanceOf(UsageException.class)
                .hasMessage("There is no sub-command 'shout', but [echo, train].");
    }
}
