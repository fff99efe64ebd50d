package dev.trackside.bench;

import dev.trackside.Metric;
import dev.trackside.OnBatchEnd;
import java.util.Arrays;

/** Eight callbacks of eight classes that each read one metric of each batch, as listeners in the field do. */
final class Sums {

    private Sums() {}

    /** What each of them does, so that the same work can be called by hand. */
    interface Sum {
        /** Adds a loss. */
        void add(double loss);

        /** What was added so far. */
        double total();
    }

    abstract static class Base implements Sum {
        private double total;

        @Override
        public final void add(double loss) {
            total += loss * weight();
        }

        abstract double weight();

        @Override
        public final double total() {
            return total;
        }
    }

    static final class Sum1 extends Base {
        @OnBatchEnd
        void on(@Metric("loss") double loss) {
            add(loss);
        }

        @Override
        double weight() {
            return 1;
        }
    }

    static final class Sum2 extends Base {
        @OnBatchEnd
        void on(@Metric("loss") double loss) {
            add(loss);
        }

        @Override
        double weight() {
            return 2;
        }
    }

    static final class Sum3 extends Base {
        @OnBatchEnd
        void on(@Metric("loss") double loss) {
            add(loss);
        }

        @Override
        double weight() {
            return 3;
        }
    }

    static final class Sum4 extends Base {
        @OnBatchEnd
        void on(@Metric("loss") double loss) {
            add(loss);
        }

        @Override
        double weight() {
            return 4;
        }
    }

    static final class Sum5 extends Base {
        @OnBatchEnd
        void on(@Metric("loss") double loss) {
            add(loss);
        }

        @Override
        double weight() {
            return 5;
        }
    }

    static final class Sum6 extends Base {
        @OnBatchEnd
        void on(@Metric("loss") double loss) {
            add(loss);
        }

        @Override
        double weight() {
            return 6;
        }
    }

    static final class Sum7 extends Base {
        @OnBatchEnd
        void on(@Metric("loss") double loss) {
            add(loss);
        }

        @Override
        double weight() {
            return 7;
        }
    }

    static final class Sum8 extends Base {
        @OnBatchEnd
        void on(@Metric("loss") double loss) {
            add(loss);
        }

        @Override
        double weight() {
            return 8;
        }
    }

    /** New instances of the first few. */
    static Sum[] of(int count) {
        Sum[] all = {new Sum1(), new Sum2(), new Sum3(), new Sum4(), new Sum5(), new Sum6(), new Sum7(), new Sum8()};
        return Arrays.copyOf(all, count);
    }
}
