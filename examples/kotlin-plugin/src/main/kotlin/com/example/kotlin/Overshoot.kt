package com.example.kotlin

import dev.trackside.Console
import dev.trackside.Control
import dev.trackside.Epoch
import dev.trackside.Metric
import dev.trackside.OnBatchEnd
import dev.trackside.OnEpochEnd
import dev.trackside.OnTrainEnd
import dev.trackside.Option
import dev.trackside.Plugin
import dev.trackside.Run
import dev.trackside.State
import java.time.Duration
import java.util.OptionalDouble

/** Counts what it has seen; a Kotlin class is final unless it says `open`. */
open class Counting {

    @State
    @JvmField
    var batches: Long = 0

    @OnBatchEnd
    fun count() {
        batches++
    }
}

/** Stops when the validation loss has risen for some epochs in a row. */
@Plugin("overshoot")
class Overshoot : Counting() {

    // docs: option
    /** Epochs in a row with a higher validation loss after which the run is stopped. */
    @Option(min = 1.0)
    @JvmField
    var patience: Int = 3
    // docs: end

    /** What is said about it; nothing unless it is set. */
    @Option
    @JvmField
    var remark: String? = null

    /** The metrics that are reported when it stops. */
    @Option
    @JvmField
    var report: List<String> = listOf("loss", "val_loss")

    /** How long training may take before its duration is told. */
    @Option
    @JvmField
    var grace: Duration = DEFAULT_GRACE

    @State
    @JvmField
    var risen: Int = 0

    @State
    @JvmField
    var last: Double? = null

    @State
    @JvmField
    var history: List<Double> = emptyList()

    // docs: handler
    @OnEpochEnd
    fun check(epoch: Epoch, @Metric("val_loss") loss: Double, console: Console): Control {
        val before = last
        risen = if (before != null && loss > before) risen + 1 else 0
        last = loss
        history = history + loss
        if (risen < patience) return Control.proceed()
        remark?.let { console.line("$it (epoch ${epoch.number()}, $batches batches)") }
        return Control.stop("the validation loss has risen $risen times in a row")
    }
    // docs: end

    /** What is `internal` has another name in the class file, `tell$kotlin_plugin`: the table calls it by that. */
    @OnTrainEnd
    internal fun tell(run: Run, @Metric("lr") rate: OptionalDouble, console: Console) {
        console.line("overshoot saw ${history.size} epochs of ${run.name()}, $batches batches, grace $grace, report $report")
        if (rate.isPresent) console.line("overshoot: the learning rate was a metric")
    }

    private companion object {
        val DEFAULT_GRACE: Duration = Duration.ofMinutes(5)
    }
}
