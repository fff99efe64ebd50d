package dev.trackside.processor.fuzz;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Some value of any type, to construct classes with and to call handlers with. */
final class Values {

    private static final Map<Class<?>, Object> KNOWN = Map.of(
            String.class,
            "text",
            Map.class,
            Map.of(),
            Instant.class,
            Instant.EPOCH,
            Duration.class,
            Duration.ZERO,
            Optional.class,
            Optional.empty(),
            Integer.class,
            1);

    private Values() {}

    static Object of(Class<?> type) throws ReflectiveOperationException {
        if (type.isPrimitive()) {
            return Array.get(Array.newInstance(type, 1), 0);
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isAssignableFrom(List.class)) {
            return List.of();
        }
        if (type == Number.class) {
            return 7;
        }
        Object known = KNOWN.get(type);
        return known != null ? known : type.isInterface() ? view(type) : construct(type);
    }

    /** An instance by whatever constructor there is, be it private; an inner class within an instance of its outer one. */
    static Object construct(Class<?> type) throws ReflectiveOperationException {
        Class<?> concrete = type;
        Constructor<?> constructor = Arrays.stream(concrete.getDeclaredConstructors())
                .filter(one -> !one.isSynthetic())
                .min(Comparator.comparingInt(Constructor::getParameterCount))
                .orElseThrow();
        constructor.setAccessible(true);
        Class<?>[] types = constructor.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = of(types[i]);
        }
        return constructor.newInstance(arguments);
    }

    static boolean canConstruct(Class<?> type) {
        return !Modifier.isAbstract(type.getModifiers()) && !type.isEnum();
    }

    /** A view that can be kept; whatever else it is asked it does not know. */
    private static Object view(Class<?> type) {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "snapshot" -> method.getReturnType() == type ? proxy : of(method.getReturnType());
            case "toString" -> type.getSimpleName();
            case "hashCode" -> type.hashCode();
            case "equals" -> proxy == arguments[0];
            default -> throw new UnsupportedOperationException(method.toString());
        };
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
