/**
 * Simulated runs, a clock that tests move, and fakes of the services, for the tests of plugins: {@link dev.trackside.testkit}; for those of engines
 * the contract that all keep: {@link dev.trackside.testkit.contract};
 * and the fault kit, which runs a plugin under each of a catalog of faults: {@link dev.trackside.testkit.faults}.
 */
module dev.trackside.testkit {
    requires transitive dev.trackside;
    requires transitive dev.trackside.run;
    requires static org.jspecify;
    requires static transitive org.junit.jupiter.api;

    exports dev.trackside.testkit;
    exports dev.trackside.testkit.contract;
    exports dev.trackside.testkit.faults;

    // JUnit calls the rules of the contract, which are nobody else's business.
    opens dev.trackside.testkit.contract to
            org.junit.platform.commons;
}
