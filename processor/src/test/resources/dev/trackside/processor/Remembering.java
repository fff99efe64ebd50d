package p;

import dev.trackside.*;
import java.nio.file.Path;
import java.time.*;
import java.util.*;

/** A state of each type. */
public class Remembering {

    enum Mode {
        FAST,
        SAFE
    }

    record Point(int x, Double y) {}

    record Path2(String name, List<Point> points, Path2 rest, Mode mode, double[] raw) {}

    record Pair<A, B>(A first, B second) {}

    @State byte aByte = 1;
    @State short aShort = 2;
    @State int anInt = 3;
    @State long aLong = 4;
    @State char aChar = 'c';
    @State float aFloat = 1.5f;
    @State double aDouble = 2.5;
    @State boolean aBoolean = true;
    @State Byte boxedByte = 1;
    @State Short boxedShort = 2;
    @State Integer boxedInt = 3;
    @State Long boxedLong = 4L;
    @State Character boxedChar = 'd';
    @State Float boxedFloat = 3.5f;
    @State Double boxedDouble = 4.5;
    @State Boolean boxedBoolean = false;
    @State String text = "text";
    @State Mode mode = Mode.SAFE;
    @State Duration duration = Duration.ofSeconds(90);
    @State Instant instant = Instant.ofEpochSecond(1);
    @State Path path = Path.of("a", "b");
    @State long[] longs = {1, 2};
    @State Weights.Snapshot weights = new Weights.Snapshot(new byte[] {1});
    @State List<Short> shorts = List.of((short) 7);
    @State Map<String, List<Point>> points = Map.of("a", List.of(new Point(1, 2.0), new Point(3, null)));
    @State Path2 nested = new Path2(
            "outer", List.of(new Point(5, 6.0)), new Path2("inner", null, null, null, null), Mode.FAST, new double[] {1});
    @State Pair<Integer, Pair<String, Mode>> pair = new Pair<>(1, new Pair<>("two", Mode.SAFE));

    @OnTrainBegin
    void begin() {}
}
