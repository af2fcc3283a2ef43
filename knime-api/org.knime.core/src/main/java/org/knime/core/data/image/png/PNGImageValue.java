package org.knime.core.data.image.png;

import org.knime.core.data.image.ImageValue;

/** A PNG picture in a cell. */
public interface PNGImageValue extends ImageValue {

    @Override
    PNGImageContent getImageContent();
}
