package dev.trackside.processor.model;

/**
 * How far a class or member can be seen, from the narrowest to the widest.
 *
 * @since 0.1
 */
public enum Visibility {
    /** Within its outermost class. */
    PRIVATE,
    /** Within its package. */
    PACKAGE,
    /** Within its package and by subclasses. */
    PROTECTED,
    /** Everywhere. */
    PUBLIC;

    /**
     * The narrower of two.
     *
     * @param other another visibility
     * @return the smaller one
     */
    public Visibility and(Visibility other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /**
     * Whether a class that is no subclass can see it.
     *
     * @param samePackage whether that class is in the same package
     * @return true if it can
     */
    public boolean reaches(boolean samePackage) {
        return this == PUBLIC || (samePackage && this != PRIVATE);
    }
}
