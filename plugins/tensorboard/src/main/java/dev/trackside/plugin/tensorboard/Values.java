package dev.trackside.plugin.tensorboard;

import com.google.protobuf.ByteString;
import dev.trackside.Tensor;
import dev.trackside.plugin.tensorboard.proto.DataClass;
import dev.trackside.plugin.tensorboard.proto.DataType;
import dev.trackside.plugin.tensorboard.proto.Summary;
import dev.trackside.plugin.tensorboard.proto.SummaryMetadata;
import dev.trackside.plugin.tensorboard.proto.TensorProto;
import dev.trackside.plugin.tensorboard.proto.TensorShapeProto;
import java.util.ArrayList;
import java.util.List;

/** Makes the values that TensorBoard shows. */
final class Values {

    private Values() {}

    /** A point of a curve. NaN and infinities are values; what is beyond a {@code float} becomes infinite. */
    static Summary.Value scalar(String tag, double value) {
        return Summary.Value.newBuilder()
                .setTag(tag)
                .setSimpleValue((float) value)
                .build();
    }

    /** A text in Markdown. */
    static Summary.Value text(String tag, String markdown) {
        return Summary.Value.newBuilder()
                .setTag(tag)
                .setMetadata(metadata("text", ByteString.EMPTY))
                .setTensor(TensorProto.newBuilder()
                        .setDtype(DataType.DT_STRING)
                        .setTensorShape(TensorShapeProto.getDefaultInstance())
                        .addStringVal(ByteString.copyFromUtf8(markdown)))
                .build();
    }

    /** A value that only TensorBoard's plugin of that name understands; the tensor is there because each value needs one. */
    static Summary.Value content(String tag, String plugin, ByteString content) {
        return Summary.Value.newBuilder()
                .setTag(tag)
                .setMetadata(metadata(plugin, content))
                .setTensor(TensorProto.newBuilder()
                        .setDtype(DataType.DT_FLOAT)
                        .setTensorShape(TensorShapeProto.newBuilder()
                                .addDim(TensorShapeProto.Dim.newBuilder().setSize(1)))
                        .addFloatVal(0))
                .build();
    }

    /**
     * Histograms of tensors, each by its name. One without values has none; numbers that are not finite are counted in a curve of their own.
     *
     * @param prefix the beginning of each tag, e.g. {@code weights}
     */
    static List<Summary.Value> histograms(String prefix, List<Tensor> tensors) {
        List<Summary.Value> values = new ArrayList<>();
        for (Tensor tensor : tensors) {
            Histogram histogram = Histogram.of(tensor.read());
            String name = Tags.of(tensor.name());
            if (histogram.finite().getNum() > 0) {
                values.add(Summary.Value.newBuilder()
                        .setTag(prefix + "/" + name)
                        .setHisto(histogram.finite())
                        .build());
            }
            if (histogram.others() > 0) {
                values.add(scalar("not_finite/" + prefix + "/" + name, histogram.others()));
            }
        }
        return values;
    }

    private static SummaryMetadata metadata(String plugin, ByteString content) {
        return SummaryMetadata.newBuilder()
                .setPluginData(SummaryMetadata.PluginData.newBuilder()
                        .setPluginName(plugin)
                        .setContent(content))
                .setDataClass(DataClass.DATA_CLASS_TENSOR)
                .build();
    }
}
