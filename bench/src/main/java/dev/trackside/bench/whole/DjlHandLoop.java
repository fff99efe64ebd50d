package dev.trackside.bench.whole;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.translate.TranslateException;
import dev.trackside.Control;
import dev.trackside.Gradients;
import dev.trackside.Weights;
import dev.trackside.engine.djl.DjlEngine;
import java.io.IOException;

/** A loop over a trainer of DJL, with the work of the twelve in it. */
final class DjlHandLoop {

    private final DjlSetup setup;
    private final Trainer trainer;
    private final int epochs;
    private final Twelve twelve;
    private final Weights weights;
    private final Gradients gradients;
    private final DjlValues values;
    private boolean stopped;

    DjlHandLoop(DjlSetup setup, int epochs, Twelve twelve) {
        this.setup = setup;
        this.trainer = setup.trainer();
        this.epochs = epochs;
        this.twelve = twelve;
        DjlEngine engine =
                setup.engine().build(); // for what it offers alone: norms and copies of weights are the same work then
        this.weights = Runs.offered(engine, Weights.class);
        this.gradients = Runs.offered(engine, Gradients.class);
        this.values = new DjlValues(trainer);
    }

    void train() throws IOException, TranslateException {
        for (int epoch = 0; epoch < epochs && !stopped; epoch++) {
            twelve.cosine.epochBegins(epoch, setup.optimizer().learningRate());
            trainEpoch(epoch);
            double loss = values.meanLoss();
            validate();
            twelve.confusion.validationEnded();
            twelve.histogram.epochEnded();
            twelve.rows.epochEnded();
            twelve.lines.epochEnded(epoch, loss, values.meanLoss(), values.meanAccuracy());
            twelve.best.epochEnded(values.meanLoss(), weights);
            heed(twelve.stale.epochEnded(values.meanLoss()));
        }
    }

    private void trainEpoch(int epoch) throws IOException, TranslateException {
        values.begin();
        int index = 0;
        for (Batch whole : trainer.iterateDataset(setup.train())) {
            try (whole) {
                if (!stopped) {
                    twelve.throughput.batchBegins();
                    train(whole, epoch, index);
                    index++;
                }
            }
        }
    }

    private void train(Batch whole, int epoch, int index) {
        Batch batch = whole.split(trainer.getDevices(), false)[0];
        double loss;
        double accuracy;
        try (GradientCollector collector = trainer.newGradientCollector()) {
            NDList outputs = trainer.forward(batch.getData(), batch.getLabels());
            NDArray lossArray = trainer.getLoss().evaluate(batch.getLabels(), outputs);
            collector.backward(lossArray);
            loss = lossArray.getFloat();
            accuracy = values.accuracy(batch.getLabels(), outputs);
        }
        if ((index + 1) % GradientNorms.EVERY == 0) {
            twelve.norms.computed(gradients);
        }
        trainer.step();
        twelve.means.batchEnded(loss, accuracy);
        twelve.window.batchEnded(loss);
        twelve.histogram.batchEnded(loss);
        twelve.throughput.batchEnded(whole.getSize());
        if ((index + 1) % CsvRows.EVERY == 0) {
            twelve.rows.batchEnded(epoch, index, loss, accuracy);
        }
        if ((index + 1) % LogLines.EVERY == 0) {
            twelve.lines.batchEnded(epoch, index, loss);
        }
        heed(twelve.guard.batchEnded(loss));
        values.add(loss, accuracy, whole.getSize());
    }

    private void validate() throws IOException, TranslateException {
        values.begin();
        for (Batch whole : trainer.iterateDataset(setup.validation())) {
            try (whole) {
                Batch batch = whole.split(trainer.getDevices(), false)[0];
                NDList outputs = trainer.evaluate(batch.getData());
                double loss =
                        trainer.getLoss().evaluate(batch.getLabels(), outputs).getFloat();
                double accuracy = values.accuracy(batch.getLabels(), outputs);
                twelve.confusion.batchEnded(DjlValues.predictions(batch.getLabels(), outputs));
                values.add(loss, accuracy, whole.getSize());
            }
        }
    }

    private void heed(Control control) {
        stopped |= control.kind() == Control.Kind.STOP;
    }
}
