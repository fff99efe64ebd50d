package dev.trackside.runtime.jar;

import java.util.zip.ZipException;

/** A file that was replaced, cut or deleted after it was seen, and before it was kept. */
public final class ChangedJarException extends ZipException {

    private static final long serialVersionUID = 1L;

    ChangedJarException() {
        super("the file was changed after it had been looked at");
    }
}
