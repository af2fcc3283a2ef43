package org.example.lidiff.engine;

import java.util.Objects;

/**
 * The user's data or choice does not allow the work to be done.
 *
 * <p>The summary names the thing, its value and the limit; the resolution names the way out. A subclass is for what a caller must tell apart.
 */
public class InputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String summary;
    private final String resolution;

    /**
     * @param summary what is wrong, one sentence with the thing, the value and the limit
     * @param resolution what the user can do about it, one sentence
     */
    public InputException(final String summary, final String resolution) {
        this(summary, resolution, null);
    }

    /** As {@link #InputException(String, String)}, with the exception that revealed it. */
    public InputException(final String summary, final String resolution, final Throwable cause) {
        super(summary + " " + resolution, cause);
        this.summary = Objects.requireNonNull(summary);
        this.resolution = Objects.requireNonNull(resolution);
    }

    /** What is wrong. */
    public String summary() {
        return summary;
    }

    /** What to do about it. */
    public String resolution() {
        return resolution;
    }
}
