package dev.trackside.runtime.loading;

import dev.trackside.runtime.facts.Words;
import dev.trackside.runtime.jar.ChangedJarException;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in words why a class cannot be used, and what to do about it. */
final class Causes {

    private static final Pattern CLASS_VERSION = Pattern.compile("class file version (\\d+)");
    /** What creates tables and instances. */
    private static final Set<String> CALLERS = Set.of(TableLoading.class.getName(), Instance.class.getName());

    private static final String REBUILD = "build it again with the version of Trackside that runs it";

    private Causes() {}

    /** Lets through what is not the plugin's fault: the process is out of memory or broken. */
    static void rethrowIfFatal(Throwable fault) {
        if (fault instanceof VirtualMachineError fatal && !(fault instanceof StackOverflowError)) {
            throw fatal;
        }
    }

    static Words of(Throwable fault) {
        if (fault instanceof InvocationTargetException || fault instanceof ExceptionInInitializerError) {
            Throwable inner = Objects.requireNonNullElse(fault.getCause(), fault);
            if (inner instanceof LinkageError && !(inner instanceof ExceptionInInitializerError)) {
                return of(inner);
            }
            String part = fault instanceof InvocationTargetException && !isOfStaticInitializer(inner)
                    ? "constructor"
                    : "static initializer";
            return inner instanceof ExceptionInInitializerError && inner != fault
                    ? of(inner)
                    : new Words("its %s failed with %s".formatted(part, named(inner)), "tell its author");
        }
        if (fault instanceof UnsupportedClassVersionError) {
            return classVersion(fault);
        }
        if (fault instanceof NoClassDefFoundError || fault instanceof ClassNotFoundException) {
            return missing(fault);
        }
        if (fault instanceof ClassFormatError && fault.getCause() instanceof ChangedJarException changed) {
            return new Words(String.valueOf(changed.getMessage()), "start again");
        }
        if (fault instanceof ClassFormatError) {
            return new Words("a class in it is damaged (%s)".formatted(fault.getMessage()), "copy the jar again");
        }
        if (fault instanceof LinkageError) {
            return new Words("it does not fit the classes it was loaded with (%s)".formatted(named(fault)), REBUILD);
        }
        if (fault instanceof SecurityException) {
            return new Words("its signature does not hold (%s)".formatted(fault.getMessage()), "copy the jar again");
        }
        return new Words(named(fault), "tell its author");
    }

    /** As {@link #of}, for what the constructor of a plugin itself threw. */
    static Words ofConstructor(Throwable fault) {
        return fault instanceof LinkageError ? of(fault) : of(new InvocationTargetException(fault));
    }

    /** Whether it was thrown while a class was initialized: errors come out of that as they are, only exceptions are wrapped. */
    private static boolean isOfStaticInitializer(Throwable fault) {
        for (StackTraceElement call : fault.getStackTrace()) {
            if (call.getMethodName().equals("<clinit>")) {
                return true;
            }
            if (CALLERS.contains(call.getClassName())) {
                return false; // what comes below is not the plugin's
            }
        }
        return false;
    }

    private static Words missing(Throwable fault) {
        String message = String.valueOf(fault.getMessage());
        if (message.startsWith("Could not initialize class")) {
            String why = fault.getCause() == null ? "" : ": " + fault.getCause().getMessage();
            return new Words("its static initializer failed before (%s%s)".formatted(message, why), "tell its author");
        }
        if (message.contains("wrong name")) {
            return new Words("a class stands at the wrong place (%s)".formatted(message), "tell its author");
        }
        String name = message.replace('/', '.');
        if (name.startsWith("dev.trackside.runtime.") || name.startsWith("dev.trackside.run.")) {
            return new Words(
                    "it needs %s, which belongs to the runtime and is not shared with plugins".formatted(name),
                    "build it against dev.trackside:trackside-api alone");
        }
        return new Words(
                "it needs the class %s, which is not there".formatted(name),
                "put the plugin and the libraries it needs together into a sub-folder of the plugins folder");
    }

    private static Words classVersion(Throwable fault) {
        Matcher version = CLASS_VERSION.matcher(String.valueOf(fault.getMessage()));
        int here = Runtime.version().feature();
        String needed = version.find() ? "Java " + (Integer.parseInt(version.group(1)) - 44) : "a newer Java";
        return new Words(
                "it was compiled for %s, but this is Java %d".formatted(needed, here),
                "run on %s, or build it for Java %d".formatted(needed, here));
    }

    private static String named(Throwable fault) {
        String message = fault.getMessage();
        String name = fault.getClass().getSimpleName();
        return message == null || message.isBlank()
                ? name
                : name + ": " + message.strip().replaceAll("\\s+", " ");
    }
}
