/**
 * Simulated runs, a clock that tests move, and fakes of the services, for the tests of plugins: {@link dev.trackside.testkit}; for those of engines
 * the contract that all keep: {@link dev.trackside.testkit.contract}.
 */
module dev.trackside.testkit {
    requires transitive dev.trackside;
    requires transitive dev.trackside.run;
    requires static org.jspecify;
    requires static org.junit.jupiter.api;

    exports dev.trackside.testkit;
    exports dev.trackside.testkit.contract;

    // JUnit calls the rules of the contract, which are nobody else's business.
    opens dev.trackside.testkit.contract to
            org.junit.platform.commons;
}
