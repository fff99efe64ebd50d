package dev.trackside.plugin.lrschedule;

import dev.trackside.TracksideException;
import dev.trackside.spi.CommandContext;
import dev.trackside.spi.Section;
import dev.trackside.spi.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Reads what a configuration says of a schedule, with what the command line says above it. */
final class ScheduleFile {

    private static final String PLUGIN = "lr-schedule";
    private static final Set<String> OF_ANY_PLUGIN = Set.of("use", "enabled", "on-failure", "before", "after");

    private final CommandContext context;
    private final Section file;

    /**
     * Reads the file that the argument names, else the configuration that applies.
     *
     * @param context what the command was called with
     */
    ScheduleFile(CommandContext context) {
        this.context = context;
        List<String> files = context.arguments();
        if (files.size() > 1) {
            throw new UsageException("One file at a time, please; these are %s.".formatted(files));
        }
        this.file = files.isEmpty() ? context.configuration() : context.configuration(Path.of(files.get(0)));
    }

    /** The rates of a run of this file. */
    Course course() {
        LearningRateSchedule schedule = new LearningRateSchedule();
        readOptions(schedule);
        for (String setting : context.option("set")) {
            int equals = setting.indexOf('=');
            if (equals <= 0) {
                throw new UsageException(
                        "--set %s says no value. Write OPTION=VALUE, as in --set type=cosine.".formatted(setting));
            }
            try {
                OptionText.set(
                        schedule,
                        setting.substring(0, equals),
                        List.of(setting.substring(equals + 1).split(",", -1)));
            } catch (TracksideException fault) {
                throw new UsageException("--set %s: %s".formatted(setting, fault.getMessage()), fault);
            }
        }
        return schedule.course(plan(schedule.by), base(schedule));
    }

    private void readOptions(LearningRateSchedule schedule) {
        Section plugins = file.section("plugins");
        List<String> ids = context.option("id");
        String id = ids.isEmpty() ? PLUGIN : ids.get(0);
        if (!plugins.has(id)) {
            if (ids.isEmpty() && !context.option("set").isEmpty()) {
                return;
            }
            throw new UsageException(
                    "There is no %s among the plugins of the file. Name a file that has one, or describe one, as in --set type=cosine."
                            .formatted(id));
        }
        Section section = plugins.section(id);
        for (String key : section.keys()) {
            if (!OF_ANY_PLUGIN.contains(key)) {
                try {
                    OptionText.set(schedule, key, section.texts(key));
                } catch (TracksideException fault) {
                    TracksideException placed = section.fault(key, String.valueOf(fault.getMessage()));
                    placed.initCause(fault);
                    throw placed;
                }
            }
        }
    }

    private FixedPlan plan(Unit by) {
        OptionalInt given = whole("epochs");
        int epochs = given.isPresent() ? given.getAsInt() : epochsOfTheFile();
        OptionalInt steps = whole("steps-per-epoch");
        if (by == Unit.STEP && steps.isEmpty()) {
            throw new UsageException("How many steps an epoch has is not known. Give --steps-per-epoch.");
        }
        return FixedPlan.of(epochs, steps);
    }

    private int epochsOfTheFile() {
        return file.section("run")
                .integer("epochs")
                .orElseThrow(() -> new UsageException(
                        "How many epochs there are is not known. Give --epochs, or run.epochs in the file."));
    }

    private double base(LearningRateSchedule schedule) {
        if (schedule.lr != null) {
            return schedule.lr;
        }
        if (schedule.baseLr != null) {
            return schedule.baseLr;
        }
        if (schedule.type == ScheduleType.ONE_CYCLE && schedule.maxLr != null) {
            return schedule.maxLr;
        }
        List<String> given = context.option("lr");
        if (!given.isEmpty()) {
            return number(given.get(given.size() - 1));
        }
        return file.section("optimizer")
                .number("lr")
                .orElseThrow(
                        () -> new UsageException(
                                "The rate that the optimizer begins with is not known. Give --lr, or optimizer.lr in the file."));
    }

    private OptionalInt whole(String option) {
        List<String> given = context.option(option);
        if (given.isEmpty()) {
            return OptionalInt.empty();
        }
        String text = given.get(given.size() - 1);
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException bad) {
            throw new UsageException("--%s is '%s'; it must be a whole number.".formatted(option, text), bad);
        }
    }

    private static double number(String text) {
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException bad) {
            throw new UsageException("--lr is '%s'; it must be a number.".formatted(text), bad);
        }
        throw new UsageException("--lr is %s; it must be finite and not negative.".formatted(text));
    }
}
