package dev.trackside.processor.extension;

import dev.trackside.processor.model.HandlerClass;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes part in the work of Trackside's processor: judges handler classes, and writes code and resources of its own beside the tables.
 * <strong>Experimental: it may change in any release.</strong>
 *
 * <pre>{@code
 * public final class MetricsKit implements ProcessorExtension {
 *
 *     @Override
 *     public String id() {
 *         return "metrics-kit";
 *     }
 *
 *     @Override
 *     public Incremental incremental() {
 *         return Incremental.ISOLATING;
 *     }
 *
 *     @Override
 *     public void validate(HandlerClass handlers, Report report) {
 *         for (Handler handler : handlers.handlers()) {
 *             for (Argument argument : handler.arguments()) {
 *                 if (argument.kind() == ArgumentKind.METRIC && unitOf(argument) == null) {
 *                     report.warning("unit-missing", argument.parameter().origin(), "...");
 *                 }
 *             }
 *         }
 *     }
 * }
 * }</pre>
 *
 * <h2>Order</h2>
 *
 * <p>{@link #begin} comes first, once. Classes come by name, as soon as all types in them are known, which may be in a later round than the first;
 * a class comes once, but is judged again if another processor writes an annotation that could make another of its methods a handler. For each class all extensions {@linkplain #validate validate}, by id, then all {@linkplain #contribute contribute}. {@link #finish}
 * comes after the last class. All calls come from the thread of the compiler. Nothing of a model may be kept beyond the call: elements behind an
 * {@link dev.trackside.processor.model.Origin} are valid for one round.
 *
 * <h2>Failure</h2>
 *
 * <p>Whatever a method throws, except errors of the virtual machine, is reported as an error ({@code trackside:extension-failed}) with the name of
 * the extension and {@link #reportTo}, and what the call has found and written so far is dropped. The compilation fails, since nobody knows what the
 * extension would have found; all others, and this one at other classes, are called as if nothing had happened.
 *
 * <h2>Loading</h2>
 *
 * <p>Extensions are found by {@link java.util.ServiceLoader} on the processor path and need a public constructor without parameters. More than one
 * instance may be created in a compilation. One that cannot be loaded is an error ({@code trackside:extension-unusable}); the others are loaded.
 *
 * @since 0.1
 */
public interface ProcessorExtension {

    /**
     * The name that people meet: each finding is tagged {@code [id:finding-id]}.
     *
     * @return an id of its own, {@code [a-z][a-z0-9-]*} and not {@code trackside}; always the same
     */
    String id();

    /**
     * Where its users report its faults, for the message about one.
     *
     * @return e.g. the address of an issue tracker; empty if there is none
     */
    default String reportTo() {
        return "";
    }

    /**
     * What it promises to build tools that process changed classes only. Silence costs their users time; a promise that is not kept costs them
     * correct builds.
     *
     * @return the kind; always the same
     */
    default Incremental incremental() {
        return Incremental.UNKNOWN;
    }

    /**
     * The options it reads, by the last part of their names. Users write {@code -AmetricsKit.strict=true} for the option {@code strict} of the
     * extension {@code metrics-kit}: javac takes Java identifiers joined by dots only, so the id is written in camel case.
     *
     * @return Java identifiers; always the same
     */
    default Set<String> options() {
        return Set.of();
    }

    /**
     * Called once, before anything else. An extension that throws here takes no further part.
     *
     * @param options those of {@link #options} that are given, without their prefix; one that is given without a value is empty
     */
    default void begin(Map<String, String> options) {}

    /**
     * Judges a class. It may be one that Trackside or another extension has found errors in, such as a private handler, or an argument of kind
     * {@link dev.trackside.processor.model.ArgumentKind#UNKNOWN}; there is no need to report those again.
     *
     * @param handlers a class, interface, record or enum with handlers, options or state
     * @param report takes the findings
     */
    default void validate(HandlerClass handlers, Report report) {}

    /**
     * Writes code and resources that belong to a class. Not called for classes in which Trackside or an extension has found errors.
     *
     * @param handlers a class with handlers, options or state
     * @param additions takes what is to be written
     */
    default void contribute(HandlerClass handlers, Additions additions) {}

    /**
     * Judges all classes together and writes resources about all of them. Not called for {@link Incremental#ISOLATING} extensions, nor when the
     * compilation has errors.
     *
     * <p>In an incremental build, classes that have not changed are read from class files: without Javadoc, without positions for findings, and
     * without the names of parameters unless compiled with {@code -parameters}.
     *
     * @param all all handler classes of the module, by name; there may be none
     * @param report takes the findings
     * @param resources takes what is to be written
     */
    default void finish(List<HandlerClass> all, Report report, Resources resources) {}
}
