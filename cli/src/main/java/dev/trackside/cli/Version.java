package dev.trackside.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "trackside " + (version == null ? "(not from a jar)" : version),
            "Java %s (%s)".formatted(System.getProperty("java.version"), System.getProperty("java.vendor")),
        };
    }
}
