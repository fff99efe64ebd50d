package dev.trackside.runtime.facts;

import dev.trackside.spi.HandlerTable;

/** Names the versions that do not fit together, when a plugin does not link with what runs it. */
public final class VersionSkew {

    private VersionSkew() {}

    /**
     * Which version a plugin was built with, and which this is.
     *
     * @param built the version of the API that it was built with; empty or {@code unknown} if nobody knows
     * @return a half sentence that begins with a semicolon; empty if neither version is known
     */
    public static String words(String built) {
        boolean knownBuilt = !built.isEmpty() && !built.equals("unknown");
        if (!knownBuilt && !ApiVersion.current().isKnown()) {
            return "";
        }
        return "; it was built with %s of Trackside's API, this is %s"
                .formatted(
                        knownBuilt ? "version " + built : "an unknown version",
                        ApiVersion.current().isKnown() ? "version " + ApiVersion.current() : "an unknown one");
    }

    /**
     * The versions, if a fault of a plugin is of the kind that other versions cause.
     *
     * @param fault what the plugin threw
     * @param target an instance of the plugin
     * @return as {@link #words(String)}; empty for any other fault
     */
    public static String of(Throwable fault, Object target) {
        if (!(fault instanceof IncompatibleClassChangeError)) {
            return ""; // NoSuchMethodError, AbstractMethodError and their like are below it
        }
        Class<?> type = target.getClass();
        ClassLoader loader = type.getClassLoader();
        String table = HandlerTable.nameFor(type.getName());
        return words(loader == null ? "" : PluginDescriptor.apiVersionOf(table, loader));
    }
}
