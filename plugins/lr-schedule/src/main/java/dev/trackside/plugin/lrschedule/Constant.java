package dev.trackside.plugin.lrschedule;

/**
 * A part of the base rate throughout: {@code base * factor}, as PyTorch's ConstantLR before its end.
 *
 * @param factor the part
 */
record Constant(double factor) implements Schedule {

    @Override
    public double rate(double base, long position) {
        return base * factor;
    }
}
