package dev.trackside.cli;

import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.runtime.config.Secrets;

/**
 * Keeps what the configuration takes from the environment out of what is printed: an exception of a plugin or an engine may say what it failed with.
 */
final class Masking {

    private volatile Secrets secrets = Secrets.none();

    /** From now on the secrets of this configuration are masked. */
    void keep(ConfigFile config) {
        secrets = config.secrets();
    }

    String mask(String text) {
        return secrets.mask(text);
    }
}
