package dev.trackside.plugin.lrschedule;

/**
 * Up to the largest rate, then down far below the first: L. N. Smith and N. Topin, "Super-Convergence", 2017, as PyTorch's
 * {@code torch.optim.lr_scheduler.OneCycleLR} has it. The first rate is {@code max / divFactor}, the last one
 * {@code max / divFactor / finalDivFactor}, which holds from {@code length - 1} on. The base rate that it is given is the largest.
 *
 * @param length positions of the cycle, at least 1
 * @param rise the part of it in which the rate rises
 * @param annealing how it goes from one rate to the next
 * @param divFactor how many times smaller than the largest the first rate is
 * @param finalDivFactor how many times smaller than the first the last rate is
 * @param threePhase whether the rate falls to the first rate in as long as it rose, and in the rest to the last one
 */
record OneCycle(
        long length, double rise, Annealing annealing, double divFactor, double finalDivFactor, boolean threePhase)
        implements Schedule {

    @Override
    public double rate(double base, long position) {
        double first = base / divFactor;
        double last = first / finalDivFactor;
        double at = Math.min(position, length - 1);
        double top = rise * length - 1;
        if (at <= top) {
            return annealing.between(first, base, part(at, 0, top));
        }
        double end = length - 1;
        if (!threePhase) {
            return annealing.between(base, last, part(at, top, end));
        }
        double down = 2 * rise * length - 2;
        return at <= down
                ? annealing.between(base, first, part(at, top, down))
                : annealing.between(first, last, part(at, down, end));
    }

    private static double part(double at, double start, double end) {
        return end > start ? (at - start) / (end - start) : 1;
    }
}
