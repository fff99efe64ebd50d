/** Simulated runs, a clock that tests move, and fakes of the services, for the tests of plugins: {@link dev.trackside.testkit}. */
module dev.trackside.testkit {
    requires transitive dev.trackside;
    requires transitive dev.trackside.run;
    requires static org.jspecify;

    exports dev.trackside.testkit;
}
