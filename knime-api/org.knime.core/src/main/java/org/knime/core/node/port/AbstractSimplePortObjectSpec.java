package org.knime.core.node.port;

import java.io.IOException;

import javax.swing.JComponent;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** A specification that is kept as keys and values. */
public abstract class AbstractSimplePortObjectSpec implements PortObjectSpec {

    public AbstractSimplePortObjectSpec() {
    }

    protected abstract void save(ModelContentWO model);

    protected abstract void load(ModelContentRO model) throws InvalidSettingsException;

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    /** Two specifications are equal if they are of the same class and save the same content. */
    @Override
    public boolean equals(final Object ospec) {
        return ospec == this || ospec instanceof AbstractSimplePortObjectSpec other
            && other.getClass() == getClass() && content().equals(other.content());
    }

    private ModelContent content() {
        final ModelContent content = new ModelContent("content");
        save(content);
        return content;
    }

    @Override
    public int hashCode() {
        return content().keySet().hashCode();
    }

    /** Writes and reads simple specifications; extended by an empty public nested class "Serializer". */
    public abstract static class AbstractSimplePortObjectSpecSerializer<T extends AbstractSimplePortObjectSpec>
        extends PortObjectSpecSerializer<T> {

        public AbstractSimplePortObjectSpecSerializer() {
        }

        @Override
        public void savePortObjectSpec(final T portObjectSpec, final PortObjectSpecZipOutputStream out)
            throws IOException {
            SimpleContent.write(out, portObjectSpec.getClass(), portObjectSpec::save);
        }

        @Override
        @SuppressWarnings("unchecked") // the registration pairs class and serializer
        public T loadPortObjectSpec(final PortObjectSpecZipInputStream in) throws IOException {
            final ModelContentRO content = SimpleContent.read(in);
            try {
                final String name = SimpleContent.className(content);
                final T spec = (T)PortTypeRegistration.create(PortTypeRegistry.getInstance().getSpecClass(name)
                    .orElseThrow(() -> new IOException("No port type is registered with the specification " + name)));
                spec.load(SimpleContent.model(content));
                return spec;
            } catch (InvalidSettingsException ex) {
                throw new IOException("The specification cannot be read: " + ex.getMessage(), ex);
            }
        }
    }
}
