package dev.trackside.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import dev.trackside.spi.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contract lets good engines pass and finds what is wrong with others. */
class EngineContractTests {

    private static Fault fault = Fault.NONE;

    static class OfTheTinyEngine extends EngineContract {

        @Override
        protected Engine engine(long seed) {
            return new TinyEngine(seed, fault);
        }

        @Override
        protected EngineClaims claims() {
            return TinyEngine.CLAIMS;
        }

        @Override
        protected long openResources() {
            return TinyEngine.OPEN.get();
        }
    }

    static class OfTheBareEngine extends EngineContract {

        @Override
        protected Engine engine(long seed) {
            return new BareEngine();
        }

        @Override
        protected EngineClaims claims() {
            return BareEngine.CLAIMS;
        }

        @Override
        protected byte[] model(Engine engine) {
            return ((BareEngine) engine).model();
        }
    }

    static class OfTheRoundsEngine extends EngineContract {

        @Override
        protected Engine engine(long seed) {
            return new RoundsEngine();
        }

        @Override
        protected EngineClaims claims() {
            return RoundsEngine.CLAIMS;
        }
    }

    @Test
    void anEngineThatOffersEverythingKeepsIt() {
        assertThat(failures(OfTheTinyEngine.class)).isEmpty();
    }

    @Test
    void anEngineThatOffersNothingKeepsIt() {
        assertThat(failures(OfTheBareEngine.class)).isEmpty();
    }

    @Test
    void anEngineThatBoostsKeepsIt() {
        assertThat(failures(OfTheRoundsEngine.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void findsAnEngineThat(Fault has) {
        List<DiscoverySelector> groups = Stream.of(has.foundBy())
                .map(test -> EngineContract.class.getName() + "$" + test.substring(0, test.indexOf('.')))
                .distinct()
                .<DiscoverySelector>map(group -> selectNestedClass(List.of(OfTheTinyEngine.class.getName()), group))
                .toList();

        assertThat(failures(groups, has)).contains(has.foundBy());
    }

    /** Runs the suite; the names of the tests that failed, without indices. */
    private static Set<String> failures(Class<? extends EngineContract> suite) {
        return failures(List.of(selectClass(suite)), Fault.NONE);
    }

    private static Set<String> failures(List<DiscoverySelector> tests, Fault has) {
        fault = has;
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(tests).build();
        Failures failures = new Failures();
        LauncherFactory.create().execute(request, failures);
        assertThat(failures.tests).as("tests run").isNotEmpty();
        return failures.names;
    }

    private static final class Failures implements TestExecutionListener {

        private final Set<String> names = new TreeSet<>();
        private final List<TestIdentifier> tests = new ArrayList<>();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                tests.add(test);
            }
            if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                names.add(name(test));
            }
        }

        private static String name(TestIdentifier test) {
            TestSource source = test.getSource().orElseThrow();
            if (source instanceof MethodSource method) {
                String type = method.getClassName();
                return type.substring(type.lastIndexOf('$') + 1) + "." + method.getMethodName();
            }
            return test.getDisplayName();
        }
    }
}
