package dev.trackside.runtime.selection;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a program says of the callbacks of its run.
 *
 * @param attached ids of instances that it attaches itself
 * @param disabled ids of instances that it does not want
 */
public record FromCode(Set<String> attached, Set<String> disabled) {

    /** A program that says nothing. */
    public static final FromCode NOTHING = new FromCode(Set.of(), Set.of());

    /** Copies the sets, in their order. */
    public FromCode {
        attached = Collections.unmodifiableSet(new LinkedHashSet<>(attached));
        disabled = Collections.unmodifiableSet(new LinkedHashSet<>(disabled));
    }
}
