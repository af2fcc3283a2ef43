package org.knime.core.node.port;

import java.io.IOException;

import javax.swing.JComponent;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** A small port object that is kept as keys and values. */
public abstract class AbstractSimplePortObject implements PortObject {

    public AbstractSimplePortObject() {
    }

    protected abstract void save(ModelContentWO model, ExecutionMonitor exec) throws CanceledExecutionException;

    protected abstract void load(ModelContentRO model, PortObjectSpec spec, ExecutionMonitor exec)
        throws InvalidSettingsException, CanceledExecutionException;

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    /** Writes and reads simple port objects; extended by an empty public nested class "Serializer". */
    public abstract static class AbstractSimplePortObjectSerializer<T extends AbstractSimplePortObject>
        extends PortObjectSerializer<T> {

        public AbstractSimplePortObjectSerializer() {
        }

        @Override
        public void savePortObject(final T portObject, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            SimpleContent.<CanceledExecutionException> write(out, portObject.getClass(),
                model -> portObject.save(model, exec));
        }

        @Override
        @SuppressWarnings("unchecked") // the registration pairs class and serializer
        public T loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            final ModelContentRO content = SimpleContent.read(in);
            try {
                final String name = SimpleContent.className(content);
                final T object = (T)PortTypeRegistration.create(PortTypeRegistry.getInstance().getObjectClass(name)
                    .orElseThrow(() -> new IOException("No port type is registered for " + name)));
                object.load(SimpleContent.model(content), spec, exec);
                return object;
            } catch (InvalidSettingsException ex) {
                throw new IOException("The port object cannot be read: " + ex.getMessage(), ex);
            }
        }
    }
}
