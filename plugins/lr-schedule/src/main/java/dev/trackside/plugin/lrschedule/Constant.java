package dev.trackside.plugin.lrschedule;

/** The base rate throughout; of use behind a {@link WarmUp}. */
record Constant() implements Schedule {

    @Override
    public double rate(double base, long position) {
        return base;
    }
}
