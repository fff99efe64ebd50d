package dev.trackside.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.trackside.Outcome;
import dev.trackside.spi.Engine;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What an engine says about itself is true. */
abstract class DeclarationRules extends Rules {

    DeclarationRules(EngineContract contract) {
        super(contract);
    }

    private Engine engine() {
        return trial().engine();
    }

    @Test
    void aNameOfOneWord() {
        String name = engine().name();

        assertTrue(name.matches("[a-z][a-z0-9-]*"), () -> "a word in lower case, as in engine: mlp, but '%s'"
                .formatted(name));
    }

    @Test
    void anotherEngineForEachRun() {
        assertNotSame(engine(), engine());
    }

    @Test
    void itsMetrics() {
        List<String> metrics = engine().metrics();

        assertEquals(claims().metrics(), metrics);
        assertEquals(new HashSet<>(metrics).size(), metrics.size(), "each once");
    }

    @Test
    void itsBatchesInAnEpoch() {
        EngineClaims claims = claims();

        assertEquals(
                claims.tellsBatches() ? OptionalInt.of(claims.batches()) : OptionalInt.empty(),
                engine().batchesPerEpoch());
    }

    @Test
    void itsParametersAndPackages() {
        Engine engine = engine();

        assertAll(
                () -> engine.parameters()
                        .forEach((name, value) -> assertTrue(
                                !name.isBlank() && !name.startsWith("plugins."),
                                () -> "a parameter of the engine is not %s = %s".formatted(name, value))),
                () -> engine.sharedPackages()
                        .forEach(name -> assertTrue(
                                name.matches("[\\w$]+(\\.[\\w$]+)*"), () -> "a package is not '%s'".formatted(name))));
    }

    @Test
    void eachOfferUnderItsOwnType() {
        Map<Class<?>, Object> offers = engine().offers();

        offers.forEach((type, offer) ->
                assertTrue(type.isInstance(offer), () -> "%s is no %s".formatted(offer.getClass(), type.getName())));
        assertEquals(new HashSet<>(claims().capabilities()), offers.keySet(), "offers are as claimed");
    }

    @Test
    void noOfferThatIsAnotherInDisguise() {
        Map<Class<?>, Object> offers = engine().offers();

        for (Class<?> capability : capabilities()) {
            if (!offers(capability)) {
                offers.values()
                        .forEach(offer ->
                                assertTrue(!capability.isInstance(offer), () -> "%s is a %s too, which is not claimed"
                                        .formatted(offer.getClass(), capability)));
            }
        }
    }

    @Test
    void theSameOffersEachTime() {
        Trial trial = trial();
        Map<Class<?>, Object> before = Map.copyOf(trial.engine().offers());
        trial.train();

        assertEquals(before, trial.engine().offers());
    }

    @TestFactory
    Stream<DynamicTest> toCallbacksThatTake() {
        return capabilities().stream()
                .map(capability -> dynamicTest(
                        "%s: %s".formatted(capability.getSimpleName(), offers(capability) ? "given" : "refused"),
                        () -> with(
                                capability,
                                () -> assertEquals(
                                        Outcome.COMPLETED,
                                        trial().attach(taker(capability))
                                                .train()
                                                .outcome()))));
    }
}
