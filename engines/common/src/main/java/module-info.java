/** What engines that learn from tables share: reading, splitting, scaling, losses. */
module dev.trackside.engine.common {
    requires static transitive org.jspecify;
    requires transitive dev.trackside;
    requires de.siegmar.fastcsv;

    exports dev.trackside.engine.common;
}
