package dev.trackside.runtime.loading.sample;

/** What a plugin needs and may not find. */
public final class Library {

    private Library() {}

    /** Does nothing. */
    public static void gone() {}
}
