package dev.trackside.plugin.lrschedule;

/**
 * Raises the rate in equal parts to the base rate, then follows another schedule from its beginning: {@code base * (position + 1) / (length + 1)}
 * before {@code length}, so that no position has the rate 0 and the base rate is reached at {@code length}. The gradual warm-up of P. Goyal et
 * al., "Accurate, Large Minibatch SGD", 2017, section 2.2.
 *
 * @param length positions of the warm-up, at least 1
 * @param then the schedule that follows
 */
record WarmUp(long length, Schedule then) implements Schedule {

    @Override
    public double rate(double base, long position) {
        return position < length ? base * (position + 1) / (length + 1) : then.rate(base, position - length);
    }
}
