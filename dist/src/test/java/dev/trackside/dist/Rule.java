package dev.trackside.dist;

import dev.trackside.testkit.contract.EngineContract;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A rule of the contract of engines.
 *
 * @param group the group it stands in, e.g. {@code Obeys}
 * @param name the name of its method
 * @param makesTests whether it makes its tests at run time
 */
record Rule(String group, String name, boolean makesTests) {

    /** All rules of the contract as it is compiled, so that no result can be missed. */
    static List<Rule> all() {
        return Stream.of(EngineContract.class.getDeclaredClasses())
                .filter(group -> group.isAnnotationPresent(Nested.class))
                .flatMap(Rule::of)
                .sorted(Comparator.comparing(Rule::group).thenComparing(Rule::name))
                .toList();
    }

    private static Stream<Rule> of(Class<?> group) {
        return Stream.of(group.getSuperclass().getDeclaredMethods())
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(TestFactory.class))
                .map(method -> new Rule(
                        group.getSimpleName(), method.getName(), method.isAnnotationPresent(TestFactory.class)));
    }

    /** Whether it is about gradients, wherever it stands: an engine without them has shown that it refuses who takes them. */
    boolean isOfGradients() {
        return group.equals("LendsItsGradients")
                || name.toLowerCase(Locale.ROOT).contains("gradients");
    }

    String inWords() {
        return words(name);
    }

    static String words(String name) {
        return name.replaceAll("(?<!^)([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
