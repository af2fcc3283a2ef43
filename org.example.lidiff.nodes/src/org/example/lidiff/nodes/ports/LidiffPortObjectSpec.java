package org.example.lidiff.nodes.ports;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** What a Lidiff port object holds, as far as a following node wants to know before anything runs. */
public abstract class LidiffPortObjectSpec extends AbstractSimplePortObjectSpec {

    private static final String VERSION_KEY = "version";
    private static final int VERSION = 1;

    /** One line for people. */
    public abstract String summary();

    abstract void saveContent(ModelContentWO model);

    abstract void loadContent(ModelContentRO model) throws InvalidSettingsException;

    @Override
    protected final void save(final ModelContentWO model) {
        model.addInt(VERSION_KEY, VERSION);
        saveContent(model);
    }

    @Override
    protected final void load(final ModelContentRO model) throws InvalidSettingsException {
        final int version = model.getInt(VERSION_KEY);
        if (version > VERSION) {
            throw new InvalidSettingsException("The data was written by a newer Lidiff (format " + version + ", this one reads up to "
                + VERSION + "). Update Lidiff or run the node again.");
        }
        loadContent(model);
    }
}
