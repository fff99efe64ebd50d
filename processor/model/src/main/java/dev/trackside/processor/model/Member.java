package dev.trackside.processor.model;

/**
 * A field or method that a handler class has, declared by itself or inherited.
 *
 * @param origin its place in the source
 * @param name its name
 * @param owner the class that declares it
 * @param inherited whether that is another class than the one that was read
 * @param order its position among all members of the class that was read: superclass first, then source order
 * @param visibility its visibility
 * @param isStatic whether it is static
 * @param isFinal whether it is final
 * @param isAbstract whether it has no body
 * @since 0.1
 */
public record Member(
        Origin origin,
        String name,
        TypeRef owner,
        boolean inherited,
        int order,
        Visibility visibility,
        boolean isStatic,
        boolean isFinal,
        boolean isAbstract) {

    /**
     * Owner and name, for messages.
     *
     * @return e.g. {@code EarlyStop.check}
     */
    public String text() {
        return String.join(".", owner.names()) + "." + name;
    }
}
