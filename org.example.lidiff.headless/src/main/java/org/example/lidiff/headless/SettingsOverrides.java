package org.example.lidiff.headless;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.config.base.AbstractConfigEntry;
import org.knime.core.node.config.base.ConfigBase;

/** Replaces entries of a node's model settings, keeping their types. */
final class SettingsOverrides {

    private static final String USED_VARIABLE = "used_variable";

    private SettingsOverrides() {
    }

    /** Sets the entry that {@code option} names; refuses a key that is not there and a value that does not fit its type. */
    static void apply(final BatchOption option, final NodeSettings model, final String nodeName) {
        ConfigBase config = model;
        final int last = option.path().size() - 1;
        for (int i = 0; i < last; i++) {
            final AbstractConfigEntry child = config.getEntry(option.path().get(i));
            if (!(child instanceof ConfigBase)) {
                throw unknownKey(option, model, nodeName);
            }
            config = (ConfigBase)child;
        }
        final String key = option.path().get(last);
        final AbstractConfigEntry entry = config.getEntry(key);
        if (entry == null || entry instanceof ConfigBase) {
            throw unknownKey(option, model, nodeName);
        }
        set(config, key, entry, option.value(), option.type(), "-option=" + option.nodeId() + "," + option.key() + "," + option.value() + ","
            + option.type());
    }

    private static RunnerException unknownKey(final BatchOption option, final NodeSettings model, final String nodeName) {
        final List<String> keys = new ArrayList<>();
        collect("", model, keys);
        return new RunnerException(ExitCode.USAGE, "Node " + option.nodeId() + " (" + nodeName + ") has no setting '" + option.key()
            + "'. The nearest ones are: " + String.join(", ", NearestNames.of(option.key(), keys)) + ".");
    }

    private static void collect(final String prefix, final ConfigBase config, final List<String> keys) {
        for (final String key : config.keySet()) {
            final AbstractConfigEntry entry = config.getEntry(key);
            if (entry instanceof ConfigBase) {
                collect(prefix + key + "/", (ConfigBase)entry, keys);
            } else {
                keys.add(prefix + key);
            }
        }
    }

    private static void set(final ConfigBase config, final String key, final AbstractConfigEntry entry, final String value,
        final String type, final String origin) {
        final String stored = entry.getType().name();
        final String given = "x" + type.toLowerCase(Locale.ROOT).replace("integer", "int");
        if (!stored.equalsIgnoreCase(given)) {
            throw new RunnerException(ExitCode.USAGE, "'" + origin + "' gives the type " + type + ", but the setting is of type "
                + stored.substring(1) + ". Write " + stored.substring(1) + " as the type.");
        }
        try {
            switch (stored) {
                case "xint" -> config.addInt(key, Integer.parseInt(value));
                case "xlong" -> config.addLong(key, Long.parseLong(value));
                case "xshort" -> config.addShort(key, Short.parseShort(value));
                case "xbyte" -> config.addByte(key, Byte.parseByte(value));
                case "xfloat" -> config.addFloat(key, Float.parseFloat(value));
                case "xdouble" -> config.addDouble(key, Double.parseDouble(value));
                case "xboolean" -> config.addBoolean(key, parseBoolean(value));
                case "xchar" -> config.addChar(key, parseChar(value));
                case "xstring" -> config.addString(key, value);
                default -> throw new RunnerException(ExitCode.USAGE, "'" + origin + "' names a setting of type " + stored
                    + ", which cannot be overridden.");
            }
        } catch (NumberFormatException e) {
            throw new RunnerException(ExitCode.USAGE, "The value '" + value + "' of '" + origin + "' is no " + stored.substring(1) + ".", e);
        }
    }

    private static boolean parseBoolean(final String value) {
        if (!"true".equalsIgnoreCase(value) && !"false".equalsIgnoreCase(value)) {
            throw new NumberFormatException(value);
        }
        return Boolean.parseBoolean(value);
    }

    private static char parseChar(final String value) {
        if (value.length() != 1) {
            throw new NumberFormatException(value);
        }
        return value.charAt(0);
    }

    /**
     * Replaces the model entries that the workflow ties to flow variables.
     *
     * @param settings the node's settings.xml, with the tree {@code variables}
     * @param model changed in place
     * @param variables values by name
     */
    static void applyVariables(final NodeSettings settings, final NodeSettings model, final Map<String, WorkflowVariable> variables,
        final String node) {
        try {
            if (settings.containsKey("variables") && settings.getNodeSettings("variables").containsKey("tree")) {
                walk(settings.getNodeSettings("variables").getNodeSettings("tree"), model, variables, node, "");
            }
        } catch (InvalidSettingsException e) {
            throw new RunnerException(ExitCode.LOAD, "The flow variables of node " + node + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void walk(final NodeSettingsRO tree, final ConfigBase model, final Map<String, WorkflowVariable> variables,
        final String node, final String prefix) throws InvalidSettingsException {
        for (final String key : tree.keySet()) {
            final NodeSettingsRO child = tree.getNodeSettings(key);
            if (!child.containsKey(USED_VARIABLE)) {
                final AbstractConfigEntry next = model.getEntry(key);
                if (next instanceof ConfigBase) {
                    walk(child, (ConfigBase)next, variables, node, prefix + key + "/");
                }
                continue;
            }
            final String name = child.getString(USED_VARIABLE, null);
            if (name == null || name.isEmpty()) {
                continue;
            }
            final WorkflowVariable variable = variables.get(name);
            if (variable == null) {
                throw new RunnerException(ExitCode.LOAD, "The setting '" + prefix + key + "' of node " + node + " takes its value from the flow variable '"
                    + name + "', which is not set. Set it with -workflow.variable=" + name + ",VALUE,TYPE.");
            }
            final AbstractConfigEntry entry = model.getEntry(key);
            if (entry == null || entry instanceof ConfigBase) {
                throw new RunnerException(ExitCode.LOAD, "The flow variable '" + name + "' is tied to '" + prefix + key + "' of node " + node
                    + ", which has no such setting. Correct it in KNIME.");
            }
            set(model, key, entry, variable.value(), entry.getType().name().substring(1), "-workflow.variable=" + name + "," + variable.value() + ","
                + variable.type());
        }
    }
}
