package org.knime.filehandling.core.defaultnodesettings.status;

/** What checking a path has to say. */
public interface StatusMessage extends Comparable<StatusMessage> {

    @Override
    default int compareTo(final StatusMessage o) {
        return getType().compareTo(o.getType());
    }

    MessageType getType();

    String getMessage();

    /** How bad it is. */
    enum MessageType {
        INFO, WARNING, ERROR
    }
}
