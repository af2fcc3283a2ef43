package org.knime.core.data.image;

import org.knime.core.data.DataValue;

/** A picture in a cell. */
public interface ImageValue extends DataValue {

    ImageContent getImageContent();

    /** The usual ending of a file with this picture, without the dot. */
    String getImageExtension();
}
