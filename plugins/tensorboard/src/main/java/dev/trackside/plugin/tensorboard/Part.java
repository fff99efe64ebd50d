package dev.trackside.plugin.tensorboard;

/** What TensorBoard shows as a run of its own; training and validation are two, so that their curves of one tag lie over each other. */
enum Part {
    /** Texts, images, hyperparameters: what belongs to both. */
    SESSION(""),
    TRAIN("train"),
    VALIDATION("validation");

    private final String folder;

    Part(String folder) {
        this.folder = folder;
    }

    /** The sub-folder; empty for the folder itself. */
    String folder() {
        return folder;
    }
}
