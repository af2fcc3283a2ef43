package org.knime.node;

import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;

/** What a fluent node does. */
public abstract class DefaultModel implements FluentNodeAPI {

    private final Class<? extends NodeParameters> m_parameters;

    DefaultModel(final Class<? extends NodeParameters> parameters) {
        m_parameters = parameters;
    }

    Optional<Class<? extends NodeParameters>> parameters() {
        return Optional.ofNullable(m_parameters);
    }

    abstract void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException;

    abstract void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException;

    static RequireModelParameters start() {
        return parameters -> configure -> execute -> new DefaultModel(parameters) {
            @Override
            void configure(final ConfigureInput input, final ConfigureOutput output) throws InvalidSettingsException {
                configure.accept(input, output);
            }

            @Override
            void execute(final ExecuteInput input, final ExecuteOutput output)
                throws CanceledExecutionException, KNIMEException {
                execute.accept(input, output);
            }
        };
    }

    /** Next: the class of the parameters, or none. */
    @FunctionalInterface
    public interface RequireModelParameters {

        RequireConfigureOrRearrangeColumns parametersClass(Class<? extends NodeParameters> parametersClass);

        default RequireConfigureOrRearrangeColumns withoutParameters() {
            return parametersClass(null);
        }
    }

    /** Next: what configure does. */
    @FunctionalInterface
    public interface RequireConfigureOrRearrangeColumns {

        RequireExecute configure(ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure);
    }

    /** Next: what execute does. */
    @FunctionalInterface
    public interface RequireExecute {

        DefaultModel execute(ExecuteConsumer execute);
    }

    /** What configure does. */
    @FunctionalInterface
    public interface ConfigureOrRearrangerConsumer<I, O> {

        void accept(I input, O output) throws InvalidSettingsException;
    }

    /** What execute does. */
    @FunctionalInterface
    public interface ExecuteConsumer {

        void accept(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException;
    }

    /** What configure knows; the specification of an input is null as long as it is unknown. */
    public interface ConfigureInput {

        <S extends NodeParameters> S getParameters();

        PortObjectSpec[] getInPortSpecs();

        <S extends PortObjectSpec> S getInPortSpec(int index);

        DataTableSpec[] getInTableSpecs();

        DataTableSpec getInTableSpec(int index);

        PortType[] getOutPortTypes();

        PortsConfiguration getPortsConfiguration();
    }

    /** What configure says. */
    public interface ConfigureOutput {

        <S extends PortObjectSpec> void setOutSpec(int index, S spec);

        @SuppressWarnings("unchecked") // the signature is given
        <S extends PortObjectSpec> void setOutSpecs(S... specs);

        void setWarningMessage(String message);
    }

    /** What execute gets; an absent optional port is missing from the arrays. */
    public interface ExecuteInput {

        <S extends NodeParameters> S getParameters();

        ExecutionContext getExecutionContext();

        PortObject[] getInPortObjects();

        <D extends PortObject> D getInPortObject(int portIndex);

        BufferedDataTable[] getInTables();

        BufferedDataTable getInTable(int tableIndex);

        PortType[] getOutPortTypes();

        PortsConfiguration getPortsConfiguration();
    }

    /** What execute gives. */
    public interface ExecuteOutput {

        <D extends PortObject> void setOutData(int index, D data);

        @SuppressWarnings("unchecked") // the signature is given
        <D extends PortObject> void setOutData(D... data);

        /** What the view of the node will see. */
        @SuppressWarnings("unchecked") // the signature is given
        <D extends PortObject> void setInternalData(D... data);

        void setWarningMessage(String message);
    }
}
