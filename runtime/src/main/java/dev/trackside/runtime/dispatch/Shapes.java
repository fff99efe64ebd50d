package dev.trackside.runtime.dispatch;

import dev.trackside.spi.BoundHandlers;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Copies of {@link FusedSequence}, one for each sequence of handler classes, so that a sequence seen before costs no class and begins compiled.
 *
 * <p>A copy hangs on the class of its first handler and goes with it, and refers to no handler class itself, so that no class loader is kept. Of the
 * sequences that begin with one class the {@value #MOST} used last are kept. Usable from any thread.
 */
final class Shapes {

    private static final Logger LOG = LogManager.getLogger(Shapes.class);
    private static final int MOST = 16;

    private static final ClassValue<Shapes> BY_FIRST = new ClassValue<>() {
        @Override
        protected Shapes computeValue(Class<?> first) {
            return new Shapes();
        }
    };

    private final Map<Shape, MethodHandle> known = new LinkedHashMap<>(MOST, 0.75f, true);

    private Shapes() {}

    /** Whether a sequence was seen before, so that nothing need be made for it. */
    static boolean isKnown(BoundHandlers[] bound, int[] numbers) {
        for (int from = 0; from < bound.length; from += FusedSequence.SIZE) {
            Shape shape = Shape.of(bound, numbers, from);
            if (!BY_FIRST.get(bound[from].getClass()).has(shape)) {
                return false;
            }
        }
        return true;
    }

    /**
     * A sequence with classes of its own.
     *
     * @param bound the handlers, at least one
     * @param numbers the number of each
     * @return the sequence; null where hidden classes cannot be defined
     */
    static @Nullable Sequence fuse(BoundHandlers[] bound, int[] numbers) {
        try {
            Sequence next = null;
            int last = (bound.length - 1) / FusedSequence.SIZE * FusedSequence.SIZE;
            for (int from = last; from >= 0; from -= FusedSequence.SIZE) {
                Shape shape = Shape.of(bound, numbers, from);
                MethodHandle constructor = BY_FIRST.get(bound[from].getClass()).constructor(shape);
                BoundHandlers[] chunk = new BoundHandlers[FusedSequence.SIZE];
                System.arraycopy(bound, from, chunk, 0, Math.min(chunk.length, bound.length - from));
                next = (Sequence) constructor.invokeExact(from, chunk, next);
            }
            return next;
        } catch (Throwable fault) { // e.g. a native image; whatever it is, the array does the same
            LOG.debug("Handlers are called in a loop, since no class can be made for them: {}", fault.toString());
            return null;
        }
    }

    private synchronized boolean has(Shape shape) {
        return known.containsKey(shape);
    }

    private synchronized MethodHandle constructor(Shape shape)
            throws IOException, IllegalAccessException, NoSuchMethodException {
        MethodHandle constructor = known.get(shape);
        if (constructor == null) {
            known.keySet().removeIf(Shape::isGone);
            if (known.size() == MOST) {
                known.remove(known.keySet().iterator().next());
            }
            constructor = Template.define(shape.numbers());
            known.put(shape, constructor);
        }
        return constructor;
    }

    /** The class data of a copy: the numbers of its handlers. */
    static int[] numbers(MethodHandles.Lookup lookup) {
        try {
            return MethodHandles.classData(lookup, "_", int[].class);
        } catch (IllegalAccessException fault) {
            throw new IllegalStateException("a template is not for use", fault);
        }
    }

    /** The class file of the template. */
    private static final class Template {

        private static final byte[] BYTES = read();

        private static byte[] read() {
            String name = FusedSequence.class.getSimpleName() + ".class";
            try (InputStream stream = Shapes.class.getResourceAsStream(name)) {
                if (stream == null) {
                    throw new IllegalStateException(name + " is not there");
                }
                return stream.readAllBytes();
            } catch (IOException fault) {
                throw new IllegalStateException(name + " cannot be read", fault);
            }
        }

        static MethodHandle define(int[] numbers) throws IllegalAccessException, NoSuchMethodException {
            MethodHandles.Lookup copy = MethodHandles.lookup().defineHiddenClassWithClassData(BYTES, numbers, true);
            MethodType arguments = MethodType.methodType(void.class, int.class, BoundHandlers[].class, Sequence.class);
            MethodType made = MethodType.methodType(Sequence.class, int.class, BoundHandlers[].class, Sequence.class);
            return copy.findConstructor(copy.lookupClass(), arguments).asType(made);
        }
    }

    /** The classes of up to sixteen handlers in their order, weakly, and their numbers. */
    private static final class Shape {

        private final int[] numbers;
        private final int hash;
        private final WeakReference<?>[] classes;

        private Shape(WeakReference<?>[] classes, int[] numbers, int hash) {
            this.classes = classes;
            this.numbers = numbers;
            this.hash = hash;
        }

        static Shape of(BoundHandlers[] bound, int[] numbers, int from) {
            int size = Math.min(FusedSequence.SIZE, bound.length - from);
            WeakReference<?>[] classes = new WeakReference<?>[size];
            int hash = 0;
            for (int i = 0; i < size; i++) {
                Class<?> one = bound[from + i].getClass();
                classes[i] = new WeakReference<>(one);
                hash = 31 * (31 * hash + System.identityHashCode(one)) + numbers[from + i];
            }
            // A fixed length: the template reads sixteen.
            return new Shape(classes, Arrays.copyOfRange(numbers, from, from + FusedSequence.SIZE), hash);
        }

        int[] numbers() {
            return numbers;
        }

        boolean isGone() {
            return Arrays.stream(classes).anyMatch(one -> one.get() == null);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (!(other instanceof Shape that) || classes.length != that.classes.length) {
                return false;
            }
            for (int i = 0; i < classes.length; i++) {
                if (numbers[i] != that.numbers[i] || !refersToSame(classes[i], that.classes[i])) {
                    return false;
                }
            }
            return true;
        }

        private static boolean refersToSame(WeakReference<?> one, WeakReference<?> other) {
            Object referent = one.get();
            return referent != null && referent == other.get();
        }
    }
}
