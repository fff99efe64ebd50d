/** Simulated runs, a clock that tests move, and fakes of the services, for the tests of plugins: {@link dev.trackside.testkit}. */
module dev.trackside.testkit {
    requires transitive dev.trackside;
    requires transitive dev.trackside.run;
    requires static org.jspecify;
    requires static org.junit.jupiter.api;

    exports dev.trackside.testkit;
    exports dev.trackside.testkit.contract;
}
