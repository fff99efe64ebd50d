package dev.trackside.engine.xgboost;

import dev.trackside.Tensor;
import dev.trackside.TracksideException;
import dev.trackside.Weights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The trees for callbacks. A snapshot holds what kind of model it is of, and the trees in XGBoost's own format. */
final class XgboostWeights implements Weights {

    private static final int MAGIC = 0x54535842; // "TSXB"

    private final Model model;

    XgboostWeights(Model model) {
        this.model = model;
    }

    @Override
    public Snapshot snapshot() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeUTF(model.facts().text());
            out.write(model.save());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // an array in memory has no I/O that could fail
        }
        return new Snapshot(bytes.toByteArray());
    }

    @Override
    public void restore(Snapshot snapshot, String reason) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot.bytes()))) {
            if (in.readInt() != MAGIC) {
                throw new IllegalArgumentException("this is not a snapshot of an xgboost model");
            }
            model.facts().requireSame(ModelFacts.parse(in.readUTF()));
            model.load(in.readAllBytes());
        } catch (TracksideException other) {
            throw new IllegalArgumentException(other.getMessage(), other);
        } catch (IOException cut) {
            throw new IllegalArgumentException("this is not a whole snapshot of an xgboost model", cut);
        }
    }

    /** None: trees are not tensors. */
    @Override
    public List<Tensor> tensors() {
        return List.of();
    }
}
