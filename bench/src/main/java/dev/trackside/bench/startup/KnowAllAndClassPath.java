package dev.trackside.bench.startup;

/** Trackside learns what plugins there are in a folder and on its own class path. */
final class KnowAllAndClassPath {

    private KnowAllAndClassPath() {}

    /**
     * Finds plugins and loads none.
     *
     * @param args the folder
     */
    public static void main(String[] args) {
        Probe probe = new Probe();
        probe.done(KnowAll.find(KnowAllAndClassPath.class.getClassLoader(), args[0])
                .plugins()
                .size());
    }
}
