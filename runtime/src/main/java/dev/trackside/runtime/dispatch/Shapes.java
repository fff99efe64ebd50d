package dev.trackside.runtime.dispatch;

import dev.trackside.spi.BoundHandlers;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /** The ones used last, the latest first. So few that looking through them is quicker than a map, and makes no key. */
    private final List<Shape> known = new ArrayList<>();

    private Shapes() {}

    /** Whether a sequence was seen before, so that nothing need be made for it. */
    static boolean isKnown(BoundHandlers[] bound, int[] numbers) {
        for (int from = 0; from < bound.length; from += FusedSequence.SIZE) {
            if (BY_FIRST.get(bound[from].getClass()).find(bound, numbers, from) == null) {
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
                MethodHandle constructor = BY_FIRST.get(bound[from].getClass()).constructor(bound, numbers, from);
                BoundHandlers[] chunk = new BoundHandlers[FusedSequence.SIZE];
                System.arraycopy(bound, from, chunk, 0, Math.min(chunk.length, bound.length - from));
                next = (Sequence) constructor.invokeExact(from, chunk, next);
            }
            return next;
        } catch (VirtualMachineError fault) {
            throw fault;
        } catch (Throwable fault) { // e.g. a native image; whatever it is, the array does the same
            LOG.debug("Handlers are called in a loop, since no class can be made for them: {}", fault.toString());
            return null;
        }
    }

    private synchronized @Nullable Shape find(BoundHandlers[] bound, int[] numbers, int from) {
        for (int i = 0; i < known.size(); i++) {
            Shape shape = known.get(i);
            if (shape.isOf(bound, numbers, from)) {
                if (i > 0) {
                    known.add(0, known.remove(i));
                }
                return shape;
            }
        }
        return null;
    }

    private synchronized MethodHandle constructor(BoundHandlers[] bound, int[] numbers, int from)
            throws IllegalAccessException, NoSuchMethodException {
        Shape shape = find(bound, numbers, from);
        if (shape == null) {
            resolveSignatures(bound, from);
            known.removeIf(Shape::isGone);
            if (known.size() == MOST) {
                known.remove(MOST - 1);
            }
            shape = Shape.of(bound, numbers, from);
            known.add(0, shape);
        }
        return shape.constructor;
    }

    /**
     * Has the types in the signatures of generated calls looked up by the classes that have them. HotSpot inlines no method of whose signature a type
     * was never looked up where the method is ("unloaded signature classes"), on JDK 17 in the same protection domain even; a handler that returns
     * nothing never asks for {@code Control}. Reflection does.
     */
    @SuppressWarnings("ReturnValueIgnored") // looking them up is all
    private static void resolveSignatures(BoundHandlers[] bound, int from) {
        for (int i = from; i < bound.length; i++) {
            bound[i].getClass().getDeclaredMethods();
        }
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

    /** The classes of up to sixteen handlers in their order, weakly, their numbers, and the class made for them. */
    private static final class Shape {

        private final WeakReference<?>[] classes;
        private final int[] numbers;
        private final MethodHandle constructor;

        private Shape(WeakReference<?>[] classes, int[] numbers) throws IllegalAccessException, NoSuchMethodException {
            this.classes = classes;
            this.numbers = numbers;
            this.constructor = Template.define(numbers);
        }

        static Shape of(BoundHandlers[] bound, int[] numbers, int from)
                throws IllegalAccessException, NoSuchMethodException {
            WeakReference<?>[] classes = new WeakReference<?>[size(bound, from)];
            for (int i = 0; i < classes.length; i++) {
                classes[i] = new WeakReference<>(bound[from + i].getClass());
            }
            // A fixed length: the template reads sixteen.
            return new Shape(classes, Arrays.copyOfRange(numbers, from, from + FusedSequence.SIZE));
        }

        private static int size(BoundHandlers[] bound, int from) {
            return Math.min(FusedSequence.SIZE, bound.length - from);
        }

        boolean isGone() {
            return Arrays.stream(classes).anyMatch(one -> one.refersTo(null));
        }

        boolean isOf(BoundHandlers[] bound, int[] otherNumbers, int from) {
            if (classes.length != size(bound, from)) {
                return false;
            }
            for (int i = 0; i < classes.length; i++) {
                if (numbers[i] != otherNumbers[from + i] || classes[i].get() != bound[from + i].getClass()) {
                    return false;
                }
            }
            return true;
        }
    }
}
