package org.knime.core.node.port.image;

import org.knime.core.data.DataType;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** The kind of an image. */
public final class ImagePortObjectSpec extends AbstractSimplePortObjectSpec {

    private static final String CFG_TYPE = "image-type";

    private DataType m_type;

    /** A specification without content, for loading. */
    public ImagePortObjectSpec() {
    }

    public ImagePortObjectSpec(final DataType type) {
        m_type = type;
    }

    public DataType getDataType() {
        return m_type;
    }

    @Override
    protected void save(final ModelContentWO model) {
        model.addDataType(CFG_TYPE, m_type);
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        m_type = model.getDataType(CFG_TYPE);
    }

    /** Writes and reads image specifications. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<ImagePortObjectSpec> {

        public Serializer() {
        }
    }
}
