package dev.trackside.processor.checks;

import static dev.trackside.processor.checks.Severity.ERROR;
import static dev.trackside.processor.checks.Severity.WARNING;

import java.util.Locale;

/**
 * All that the processor reports. The {@link #id} is the constant's name in kebab-case; it names the page in {@code docs/diagnostics} and is
 * what {@code @SuppressWarnings} takes for warnings. Texts say what is wrong, why, and what to do.
 *
 * @since 0.1
 */
public enum Diagnostic {
    // Methods.
    PRIVATE_HANDLER(
            ERROR,
            "%s is private; the table calls it directly from the same package. Make it package-private or wider."),
    STATIC_HANDLER(ERROR, "%s is static; handlers are called on the instance that is attached. Remove static."),
    ABSTRACT_HANDLER(
            ERROR,
            "%s has no body; an override counts as a handler only with an annotation of its own. Annotate the implementing methods, or give this one a body."),
    GENERIC_HANDLER(
            ERROR,
            "%s declares <%s>; what a handler takes must be known when its table is written. Name the type instead."),
    VARARGS_HANDLER(
            ERROR, "%s is a varargs parameter; one call delivers one of each. Take a single one, without the dots."),
    RETURN_TYPE(
            ERROR,
            "%s returns %s, which nobody would read. Return void, Control to influence the run, or annotate the method @Metric to produce a metric."),
    CONTROL_IGNORED(ERROR, "%s returns Control, but at %s nothing can be influenced. Return void."),
    CHECKED_EXCEPTION(
            ERROR,
            "%s declares %s; a run calls handlers without knowing their exceptions. Catch it, or wrap it in an unchecked one such as UncheckedIOException."),
    NO_EVENT(
            ERROR,
            "%s has @%s but no event annotation, so nothing calls it. Add an event such as @OnEpochEnd, or remove @%s."),
    MISPLACED_EVENT(ERROR, "%s is on %s, but only methods can handle events. Put it on a method, or remove it."),
    SAME_SIGNATURE(
            ERROR,
            "%s and %s have the same parameters in %s, so no call can tell them apart. Override them there with one method, or rename one."),
    OVERRIDE_DROPPED(
            WARNING,
            "%s overrides %s, which handles %s, without an annotation: neither is called. Repeat the annotation, or suppress this if that is meant."),
    FOREIGN_PACKAGE_PRIVATE(
            ERROR,
            "%s inherits %s, which is %s in another package, so the table of %s cannot reach it. Make it public there%s."),
    TWO_EVENTS_ONE_PARAMETER(
            ERROR,
            "%s cannot deliver `%s`, which another event of this method can. Take what all its events deliver, or write one method for each."),

    // Parameters.
    WRONG_PARAMETER(ERROR, "%s does not deliver %s. %s"),
    UNKNOWN_PARAMETER(ERROR, "`%s` is nothing that a handler can receive. %s"),
    OPEN_PARAMETER(
            ERROR,
            "`%s` depends on a type parameter of %s, which only subclasses know. Make the class abstract, or name the type."),
    UNREADABLE_NAME(
            ERROR,
            "`%s` of %s is told by its name, which the class file does not hold. Compile that class with -parameters, or take the Epoch or Batch."),
    DUPLICATE_PARAMETER(ERROR, "`%s` receives what `%s` receives already. Remove one."),
    INACCESSIBLE_TYPE(
            ERROR,
            "%s is not accessible to the table, which stands in the package of the class. Make it package-private or wider."),
    OPTIONAL_RAW(ERROR, "`%s` does not say of what. Write for instance Optional<Weights>."),
    OPTIONAL_SERVICE(ERROR, "`%s` is never absent: it is there in every run. Take %s itself."),
    CAPABILITY_UNAVAILABLE(ERROR, "%s is there at %s only, not at %s. Move the handler to that event."),

    // Metrics.
    METRIC_TYPE(
            ERROR,
            "@Metric on %s; a metric is a double, and the handler is not called at an event without it, or an OptionalDouble. Change the type."),
    METRIC_BLANK(
            ERROR,
            "the metric has no name. Name it as the engine reports it, e.g. @Metric(\"val_loss\"), or by an option."),
    METRIC_NAME(ERROR, "\"%s\" cannot be the name of a metric: %s."),
    METRIC_AMBIGUOUS(ERROR, "the metric is named both directly and by an option. Keep one."),
    METRIC_OPTION_UNKNOWN(ERROR, "%s has no option \"%s\".%s"),
    METRIC_OPTION_TYPE(ERROR, "the option \"%s\" is %s, which cannot name %s. Use an option of type %s."),
    METRIC_OPTION_PRODUCED(
            ERROR,
            "a method cannot produce a metric that an option names. Take a MetricWriter and declare @Plugin(produces = \"{%s}\")."),
    METRIC_RETURN(ERROR, "%s produces a metric and returns %s. Return double or OptionalDouble."),
    METRIC_DUPLICATE(ERROR, "the metric \"%s\" is produced by %s already. Give one another name."),
    METRIC_VALIDATION_NAME(
            ERROR, "the metric \"%s\" is produced at %s, where names begin with val_. Call it \"val_%1$s\"."),
    METRIC_ABSENT(
            WARNING,
            "at %s there is no metric \"%s\" but what callbacks produce there, so the handler may never be called. Use the End of the event, or suppress this if a callback produces it."),
    METRIC_UNDECLARED(
            ERROR,
            "%s takes a MetricWriter, but the class declares no metric to write. Add @Plugin(produces = ...) with the names."),
    PRODUCES_UNUSED(
            WARNING,
            "the metrics are declared, but no handler takes a MetricWriter to write them. Take one, or remove produces."),

    // Filters.
    EVERY_NOT_POSITIVE(ERROR, "%s = %s would never fire. Use a positive number; remove the member for each time."),
    COUNT_NOT_POSITIVE(ERROR, "%s = %s lies before the first count, which is 1. Count from 1."),
    FILTER_NEVER_FIRES(ERROR, "%s = %s never fires together with %s. Change one of them."),
    EVERY_AND_INTERVAL(ERROR, "everySeconds stands alone, but %s is set too. Keep one."),

    // Async handlers.
    ASYNC_CONTROL(
            ERROR,
            "%s is @Async and returns %s; when it is called the run has moved on. Return void, or remove @Async."),
    ASYNC_PHASE(
            ERROR,
            "%s is @Async in a class of phase %s; only what reports may lag behind the run. Move it to a class of phase REPORT, or remove @Async."),
    ASYNC_LENT(
            ERROR,
            "`%s` is lent for the call and has no snapshot, but %s is @Async and is called later. Take something with a snapshot, or remove @Async."),
    ASYNC_QUEUE_NOT_POSITIVE(
            ERROR,
            "queue = %s holds no event, so nothing could be handled. Use a positive number, or remove the member."),
    ASYNC_QUEUES(
            ERROR,
            "queue = %s, but %s says queue = %s; all @Async handlers of a class share one queue. Say it once, or the same at each."),

    // Classes.
    ENUM_HANDLER(ERROR, "%s is an enum, of which nobody can attach an instance of their own. Use a class."),
    ANNOTATION_HANDLER(ERROR, "%s is an annotation, whose methods are never called. Use a class."),
    PRIVATE_CLASS(ERROR, "%s is private, so the table of %s cannot name it. Make it package-private."),
    TABLE_CLASH(ERROR, "%s and %s would both get the table %s. Rename one."),
    UNRESOLVED_TYPE(
            ERROR,
            "%s, used by %s, was not found, so %s gets no table. If a processor generates it, see the messages of that; else check the class path."),
    FILE_CLASH(ERROR, "%s is written by another processor too, so %s is left out. Let one of them write it."),
    FILE_UNWRITABLE(ERROR, "%s cannot be written: %s. Check the output folder, its rights and the space that is left."),
    PROCESSOR_FAILED(ERROR, "the processor failed at %s; this is a fault of Trackside, please report it: %s"),

    // Plugins.
    ABSTRACT_PLUGIN(ERROR, "%s is %s, so no run can create it as a plugin. Put @Plugin on a concrete class."),
    GENERIC_PLUGIN(ERROR, "%s has type parameters; a plugin is created without type arguments. Name the type instead."),
    INNER_CLASS(
            ERROR,
            "%s is an inner class and exists within another object only, so no run can create it. Make it static."),
    NO_CONSTRUCTOR(
            ERROR,
            "%s is created by the run and has no constructor without parameters%s. Add one, package-private suffices; what it took becomes an @Option."),
    CONSTRUCTOR_THROWS(
            ERROR,
            "the constructor of %s declares %s; a plugin that is only listed is created too. Open resources in @OnTrainBegin."),
    NO_HANDLERS(WARNING, "the plugin \"%s\" handles no event. Add a handler, or remove @Plugin."),
    UNNAMED_PACKAGE(
            WARNING,
            "%s is in the unnamed package, which no module can provide and no other package can import. Add a package."),
    ID_FORM(
            ERROR,
            "the id \"%s\" has other characters than a-z, 0-9 and -, or does not begin with a letter. Try \"%s\"."),
    ID_RESERVED(ERROR, "the id \"%s\" has a meaning of its own in configurations. Choose another."),
    ORDER_SELF(ERROR, "the plugin \"%s\" cannot %s itself. Remove the entry."),
    ORDER_CONTRADICTION(ERROR, "\"%s\" stands in both before and %s. Keep one."),
    ORDER_PHASE(
            ERROR,
            "\"%s\" is of phase %s and cannot come %s \"%s\" of phase %s: all of %s runs before all of %s. Remove the entry, or change the phase of one."),
    ATTACH_ALWAYS_DECIDING(
            WARNING,
            "%s changes training and would do so in every run that finds its jar. Leave attach out, so that it joins when it is configured, or suppress this."),
    DUPLICATE_ID(
            ERROR,
            "the id \"%s\" is that of %s too; of two plugins with one id neither is attached. Give one another id."),
    NOT_PROVIDED(
            ERROR,
            "the module %s does not provide the table of %s, so no run finds it there. Add to module-info: provides dev.trackside.spi.HandlerTable with %s;"),

    // Options and state.
    OPTION_FINAL(ERROR, "%s is final%s; options are set after construction. %s."),
    OPTION_STATIC(ERROR, "%s is static; an option belongs to one instance. Remove static."),
    OPTION_PRIVATE(ERROR, "%s is private; the table sets it directly from the same package. Make it package-private."),
    OPTION_TYPE(
            ERROR,
            "%s cannot be read from a configuration. Use a primitive or its box, String, an enum, Duration or Path, or a List or Set of them."),
    OPTION_NAME(
            ERROR,
            "the name \"%s\" has other characters than a-z, 0-9 and -, or does not begin with a letter. Try \"%s\"."),
    OPTION_RESERVED(
            ERROR,
            "the name \"%s\" has a meaning of its own in each plugin's section. Choose another by @Option(\"...\")."),
    OPTION_DUPLICATE(ERROR, "the option \"%s\" is %s already. Give one another name."),
    OPTION_RANGE_EMPTY(ERROR, "%s, so no value is accepted. %s."),
    OPTION_RANGE_TYPE(ERROR, "%s is %s; only numbers have a range. Remove it."),
    OPTION_AND_STATE(
            ERROR,
            "%s is both option and state; a restored callback keeps its new options and its old state. Use two fields."),
    STATE_FINAL(ERROR, "%s is final%s; state is set when a run resumes. %s."),
    STATE_STATIC(ERROR, "%s is static; state belongs to one instance. Remove static."),
    STATE_PRIVATE(
            ERROR,
            "%s is private; the table reads and sets it directly from the same package. Make it package-private."),
    STATE_TYPE(
            ERROR,
            "%s cannot be saved. Use primitives and their boxes, String, enums, Duration, Instant, Path, arrays of primitives, Weights.Snapshot, and records, List and Map<String, ...> of these."),
    FIELD_NEVER_SET(
            WARNING,
            "no run sets %s: %s has no handlers and is no plugin, so nothing attaches it. Add a handler, or make it abstract if its subclasses have them."),
    HIDDEN_FIELD(ERROR, "%s hides %s, which the table sets by that name. Rename one."),

    // Declarations of events.
    EVENT_RETENTION(
            ERROR,
            "%s has SOURCE retention, so it is gone in class files and builds miss handlers. Use RUNTIME or CLASS."),
    EVENT_TARGET(ERROR, "%s cannot be put on methods, so it can have no handlers. Add ElementType.METHOD."),
    EVENT_PAYLOAD(ERROR, "%s is no class that can be delivered. Use its box, or a record of your own."),
    EVENT_PAYLOAD_HIDDEN(
            ERROR,
            "%s is %s and its payload %s is %s only, so not all who may handle the event can take what it delivers. Make %3$s %2$s."),
    EVENT_ATTRIBUTE(
            ERROR,
            "%s of %s is %s; to mean what it means in other events it must be %s. Change the type, or the name."),
    EVENT_REPEATABLE(ERROR, "%s is @Repeatable; used twice it would vanish behind its container. Remove @Repeatable."),

    // Extensions of the processor.
    EXTENSION_UNUSABLE(
            ERROR,
            "an extension on the processor path cannot be used: %s. Mend it, or take it off the path; everything else has run."),
    EXTENSION_FAILED(
            ERROR,
            "the extension \"%s\" (%s) has thrown %s while %s, so that it is not known what it would have found or written; everything else has run.%s Report it to %s.%s"),
    EXTENSION_CLASH(
            ERROR,
            "the extension \"%s\" writes %s, which %s has written already. Rename one of the two, or take one off the processor path.");

    private final Severity severity;
    private final String text;

    Diagnostic(Severity severity, String text) {
        this.severity = severity;
        this.text = text;
    }

    /**
     * The name that people meet.
     *
     * @return e.g. {@code private-handler}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Whether it fails the compilation.
     *
     * @return the severity
     */
    public Severity severity() {
        return severity;
    }

    /**
     * The message.
     *
     * @param arguments what is to be named
     * @return the message with its tag
     */
    public String message(Object... arguments) {
        return "[trackside:" + id() + "] " + text.formatted(arguments);
    }
}
