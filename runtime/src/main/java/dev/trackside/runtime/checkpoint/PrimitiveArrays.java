package dev.trackside.runtime.checkpoint;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Arrays of primitives as bytes, little-endian, and back. */
final class PrimitiveArrays {

    /** The element types by their names, which are also the names in the file. */
    private static final Map<String, Class<?>> TYPES = Map.of(
            "boolean", boolean.class,
            "byte", byte.class,
            "char", char.class,
            "short", short.class,
            "int", int.class,
            "long", long.class,
            "float", float.class,
            "double", double.class);

    private PrimitiveArrays() {}

    static boolean is(Object value) {
        Class<?> element = value.getClass().getComponentType();
        return element != null && element.isPrimitive();
    }

    static String typeOf(Object array) {
        return array.getClass().getComponentType().getName();
    }

    static byte[] toBytes(Object array) {
        int length = Array.getLength(array);
        byte[] bytes = new byte[Math.multiplyExact(length, width(typeOf(array)))];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (array instanceof double[] doubles) {
            buffer.asDoubleBuffer().put(doubles);
        } else if (array instanceof float[] floats) {
            buffer.asFloatBuffer().put(floats);
        } else if (array instanceof long[] longs) {
            buffer.asLongBuffer().put(longs);
        } else if (array instanceof int[] ints) {
            buffer.asIntBuffer().put(ints);
        } else if (array instanceof short[] shorts) {
            buffer.asShortBuffer().put(shorts);
        } else if (array instanceof char[] chars) {
            buffer.asCharBuffer().put(chars);
        } else if (array instanceof byte[] raw) {
            buffer.put(raw);
        } else {
            for (boolean bit : (boolean[]) array) {
                buffer.put((byte) (bit ? 1 : 0));
            }
        }
        return bytes;
    }

    /**
     * Reads an array back.
     *
     * @throws IllegalArgumentException if the type is not known or the bytes are no whole number of elements
     */
    static Object fromBytes(String type, byte[] bytes) {
        int width = width(type);
        if (bytes.length % width != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are no whole number of " + type + " values");
        }
        int length = bytes.length / width;
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case "double" -> {
                double[] array = new double[length];
                buffer.asDoubleBuffer().get(array);
                return array;
            }
            case "float" -> {
                float[] array = new float[length];
                buffer.asFloatBuffer().get(array);
                return array;
            }
            case "long" -> {
                long[] array = new long[length];
                buffer.asLongBuffer().get(array);
                return array;
            }
            case "int" -> {
                int[] array = new int[length];
                buffer.asIntBuffer().get(array);
                return array;
            }
            case "short" -> {
                short[] array = new short[length];
                buffer.asShortBuffer().get(array);
                return array;
            }
            case "char" -> {
                char[] array = new char[length];
                buffer.asCharBuffer().get(array);
                return array;
            }
            case "boolean" -> {
                boolean[] array = new boolean[length];
                for (int i = 0; i < length; i++) {
                    array[i] = bytes[i] != 0;
                }
                return array;
            }
            default -> {
                return bytes.clone();
            }
        }
    }

    private static int width(String type) {
        Class<?> element = TYPES.get(type);
        if (element == null) {
            throw new IllegalArgumentException("'" + type + "' is no type of array elements, only "
                    + TYPES.keySet().stream().sorted().toList());
        }
        if (element == long.class || element == double.class) {
            return 8;
        } else if (element == int.class || element == float.class) {
            return 4;
        } else if (element == short.class || element == char.class) {
            return 2;
        }
        return 1;
    }
}
