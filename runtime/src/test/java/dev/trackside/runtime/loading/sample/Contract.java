package dev.trackside.runtime.loading.sample;

/** What a plugin and its library agree upon. */
public interface Contract {

    /** Does something. */
    void fulfil();
}
