package dev.trackside.plugin.lrschedule;

/**
 * A straight line from a part of the base rate to another, which holds from {@code length} on: the closed form of PyTorch's
 * {@code torch.optim.lr_scheduler.LinearLR}.
 *
 * @param length positions until the end, at least 1
 * @param startFactor the part of the base rate that it starts from
 * @param endFactor the part of the base rate that it ends at
 * @param minRate what it ends at if that part is smaller
 */
record Line(long length, double startFactor, double endFactor, double minRate) implements Schedule {

    @Override
    public double rate(double base, long position) {
        double last = Math.max(minRate, base * endFactor);
        if (position >= length) {
            return last;
        }
        double first = base * startFactor;
        return first + (last - first) * position / length;
    }
}
