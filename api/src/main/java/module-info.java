/**
 * The annotations, views and services that callbacks are written with ({@link dev.trackside}), and what dispatch tables, engines and
 * commands implement ({@link dev.trackside.spi}). Depends on nothing.
 */
module dev.trackside {
    requires static transitive org.jspecify;

    exports dev.trackside;
    exports dev.trackside.spi;
}
