package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.swing.tree.TreeNode;

import org.knime.core.node.InvalidSettingsException;

/** A configuration tree: typed entries and sub-configurations under unique keys, in the order they were added. */
public abstract class ConfigBase extends AbstractConfigEntry implements ConfigBaseRO, ConfigBaseWO {

    private static final long serialVersionUID = 1L;

    /** The key that holds the length of an array; a null array has none. */
    private static final String ARRAY_SIZE = "array-size";

    private final LinkedHashMap<String, AbstractConfigEntry> m_entries = new LinkedHashMap<>(); // NOSONAR serializable

    public ConfigBase(final String key) {
        super(ConfigEntries.config, key);
    }

    /** Makes an empty configuration of the same kind. */
    public abstract ConfigBase getInstance(String key);

    protected void put(final AbstractConfigEntry entry) {
        entry.setParent(this);
        m_entries.put(entry.getKey(), entry);
    }

    protected AbstractConfigEntry get(final String key) {
        return m_entries.get(key);
    }

    @Override
    public final ConfigBase addConfigBase(final String key) {
        final ConfigBase config = getInstance(key);
        put(config);
        return config;
    }

    protected final void addConfigBase(final ConfigBase config) {
        put(config);
    }

    @Override
    public final ConfigBase getConfigBase(final String key) throws InvalidSettingsException {
        return find(key, ConfigBase.class, ConfigEntries.config);
    }

    public final AbstractConfigEntry removeConfig(final String key) {
        return m_entries.remove(key);
    }

    public AbstractConfigEntry getEntry(final String key) {
        return m_entries.get(key);
    }

    public void addEntry(final AbstractConfigEntry entry) {
        put(entry);
    }

    @Override
    public Set<String> keySet() {
        return Collections.unmodifiableSet(m_entries.keySet());
    }

    @Override
    public boolean containsKey(final String key) {
        return m_entries.containsKey(key);
    }

    @Override
    public void addInt(final String key, final int value) {
        put(new ConfigIntEntry(key, value));
    }

    @Override
    public int getInt(final String key) throws InvalidSettingsException {
        return find(key, ConfigIntEntry.class, ConfigEntries.xint).getInt();
    }

    @Override
    public int getInt(final String key, final int def) {
        return m_entries.get(key) instanceof ConfigIntEntry entry ? entry.getInt() : def;
    }

    @Override
    public void addIntArray(final String key, final int... values) {
        final ConfigBase array = addConfigBase(key);
        if (values != null) {
            array.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                array.addInt(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public int[] getIntArray(final String key) throws InvalidSettingsException {
        final ConfigBase array = getConfigBase(key);
        final int size = array.arraySize();
        if (size < 0) {
            return null; // NOSONAR a null array is stored without its size
        }
        final int[] values = new int[size];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.getInt(Integer.toString(i));
        }
        return values;
    }

    @Override
    public int[] getIntArray(final String key, final int... def) {
        try {
            return getIntArray(key);
        } catch (InvalidSettingsException ex) { // NOSONAR the default is for exactly this
            return def;
        }
    }

    @Override
    public void addDouble(final String key, final double value) {
        put(new ConfigDoubleEntry(key, value));
    }

    @Override
    public double getDouble(final String key) throws InvalidSettingsException {
        return find(key, ConfigDoubleEntry.class, ConfigEntries.xdouble).getDouble();
    }

    @Override
    public double getDouble(final String key, final double def) {
        return m_entries.get(key) instanceof ConfigDoubleEntry entry ? entry.getDouble() : def;
    }

    @Override
    public void addDoubleArray(final String key, final double... values) {
        final ConfigBase array = addConfigBase(key);
        if (values != null) {
            array.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                array.addDouble(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public double[] getDoubleArray(final String key) throws InvalidSettingsException {
        final ConfigBase array = getConfigBase(key);
        final int size = array.arraySize();
        if (size < 0) {
            return null; // NOSONAR a null array is stored without its size
        }
        final double[] values = new double[size];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.getDouble(Integer.toString(i));
        }
        return values;
    }

    @Override
    public double[] getDoubleArray(final String key, final double... def) {
        try {
            return getDoubleArray(key);
        } catch (InvalidSettingsException ex) { // NOSONAR the default is for exactly this
            return def;
        }
    }

    @Override
    public void addFloat(final String key, final float value) {
        put(new ConfigFloatEntry(key, value));
    }

    @Override
    public float getFloat(final String key) throws InvalidSettingsException {
        return find(key, ConfigFloatEntry.class, ConfigEntries.xfloat).getFloat();
    }

    @Override
    public float getFloat(final String key, final float def) {
        return m_entries.get(key) instanceof ConfigFloatEntry entry ? entry.getFloat() : def;
    }

    @Override
    public void addFloatArray(final String key, final float... values) {
        final ConfigBase array = addConfigBase(key);
        if (values != null) {
            array.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                array.addFloat(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public float[] getFloatArray(final String key) throws InvalidSettingsException {
        final ConfigBase array = getConfigBase(key);
        final int size = array.arraySize();
        if (size < 0) {
            return null; // NOSONAR a null array is stored without its size
        }
        final float[] values = new float[size];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.getFloat(Integer.toString(i));
        }
        return values;
    }

    @Override
    public float[] getFloatArray(final String key, final float... def) {
        try {
            return getFloatArray(key);
        } catch (InvalidSettingsException ex) { // NOSONAR the default is for exactly this
            return def;
        }
    }

    @Override
    public void addLong(final String key, final long value) {
        put(new ConfigLongEntry(key, value));
    }

    @Override
    public long getLong(final String key) throws InvalidSettingsException {
        return find(key, ConfigLongEntry.class, ConfigEntries.xlong).getLong();
    }

    @Override
    public long getLong(final String key, final long def) {
        return m_entries.get(key) instanceof ConfigLongEntry entry ? entry.getLong() : def;
    }

    @Override
    public void addLongArray(final String key, final long... values) {
        final ConfigBase array = addConfigBase(key);
        if (values != null) {
            array.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                array.addLong(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public long[] getLongArray(final String key) throws InvalidSettingsException {
        final ConfigBase array = getConfigBase(key);
        final int size = array.arraySize();
        if (size < 0) {
            return null; // NOSONAR a null array is stored without its size
        }
        final long[] values = new long[size];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.getLong(Integer.toString(i));
        }
        return values;
    }

    @Override
    public long[] getLongArray(final String key, final long... def) {
        try {
            return getLongArray(key);
        } catch (InvalidSettingsException ex) { // NOSONAR the default is for exactly this
            return def;
        }
    }

    @Override
    public void addShort(final String key, final short value) {
        put(new ConfigShortEntry(key, value));
    }

    @Override
    public short getShort(final String key) throws InvalidSettingsException {
        return find(key, ConfigShortEntry.class, ConfigEntries.xshort).getShort();
    }

    @Override
    public short getShort(final String key, final short def) {
        return m_entries.get(key) instanceof ConfigShortEntry entry ? entry.getShort() : def;
    }

    @Override
    public void addShortArray(final String key, final short... values) {
        final ConfigBase array = addConfigBase(key);
        if (values != null) {
            array.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                array.addShort(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public short[] getShortArray(final String key) throws InvalidSettingsException {
        final ConfigBase array = getConfigBase(key);
        final int size = array.arraySize();
        if (size < 0) {
            return null; // NOSONAR a null array is stored without its size
        }
        final short[] values = new short[size];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.getShort(Integer.toString(i));
        }
        return values;
    }

    @Override
    public short[] getShortArray(final String key, final short... def) {
        try {
            return getShortArray(key);
        } catch (InvalidSettingsException ex) { // NOSONAR the default is for exactly this
            return def;
        }
    }

    @Override
    public void addByte(final String key, final byte value) {
        put(new ConfigByteEntry(key, value));
    }

    @Override
    public byte getByte(final String key) throws InvalidSettingsException {
        return find(key, ConfigByteEntry.class, ConfigEntries.xbyte).getByte();
    }

    @Override
    public byte getByte(final String key, final byte def) {
        return m_entries.get(key) instanceof ConfigByteEntry entry ? entry.getByte() : def;
    }

    @Override
    public void addByteArray(final String key, final byte... values) {
        final ConfigBase array = addConfigBase(key);
        if (values != null) {
            array.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                array.addByte(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public byte[] getByteArray(final String key) throws InvalidSettingsException {
        final ConfigBase array = getConfigBase(key);
        final int size = array.arraySize();
        if (size < 0) {
            return null; // NOSONAR a null array is stored without its size
        }
        final byte[] values = new byte[size];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.getByte(Integer.toString(i));
        }
        return values;
    }

    @Override
    public byte[] getByteArray(final String key, final byte... def) {
        try {
            return getByteArray(key);
        } catch (InvalidSettingsException ex) { // NOSONAR the default is for exactly this
            return def;
        }
    }

    @Override
    public void addChar(final String key, final char value) {
        put(new ConfigCharEntry(key, value));
    }

    @Override
    public char getChar(final String key) throws InvalidSettingsException {
        return find(key, ConfigCharEntry.class, ConfigEntries.xchar).getChar();
    }

    @Override
    public char getChar(final String key, final char def) {
        return m_entries.get(key) instanceof ConfigCharEntry entry ? entry.getChar() : def;
    }

    @Override
    public void addCharArray(final String key, final char... values) {
        final ConfigBase array = addConfigBase(key);
        if (values != null) {
            array.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                array.addChar(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public char[] getCharArray(final String key) throws InvalidSettingsException {
        final ConfigBase array = getConfigBase(key);
        final int size = array.arraySize();
        if (size < 0) {
            return null; // NOSONAR a null array is stored without its size
        }
        final char[] values = new char[size];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.getChar(Integer.toString(i));
        }
        return values;
    }

    @Override
    public char[] getCharArray(final String key, final char... def) {
        try {
            return getCharArray(key);
        } catch (InvalidSettingsException ex) { // NOSONAR the default is for exactly this
            return def;
        }
    }

    @Override
    public void addBoolean(final String key, final boolean value) {
        put(new ConfigBooleanEntry(key, value));
    }

    @Override
    public boolean getBoolean(final String key) throws InvalidSettingsException {
        return find(key, ConfigBooleanEntry.class, ConfigEntries.xboolean).getBoolean();
    }

    @Override
    public boolean getBoolean(final String key, final boolean def) {
        return m_entries.get(key) instanceof ConfigBooleanEntry entry ? entry.getBoolean() : def;
    }

    @Override
    public void addBooleanArray(final String key, final boolean... values) {
        final ConfigBase array = addConfigBase(key);
        if (values != null) {
            array.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                array.addBoolean(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public boolean[] getBooleanArray(final String key) throws InvalidSettingsException {
        final ConfigBase array = getConfigBase(key);
        final int size = array.arraySize();
        if (size < 0) {
            return null; // NOSONAR a null array is stored without its size
        }
        final boolean[] values = new boolean[size];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.getBoolean(Integer.toString(i));
        }
        return values;
    }

    @Override
    public boolean[] getBooleanArray(final String key, final boolean... def) {
        try {
            return getBooleanArray(key);
        } catch (InvalidSettingsException ex) { // NOSONAR the default is for exactly this
            return def;
        }
    }

    @Override
    public void addString(final String key, final String value) {
        put(new ConfigStringEntry(key, value));
    }

    @Override
    public String getString(final String key) throws InvalidSettingsException {
        return find(key, ConfigStringEntry.class, ConfigEntries.xstring).getString();
    }

    @Override
    public String getString(final String key, final String def) {
        return m_entries.get(key) instanceof ConfigStringEntry entry ? entry.getString() : def;
    }

    @Override
    public void addStringArray(final String key, final String... values) {
        final ConfigBase array = addConfigBase(key);
        if (values != null) {
            array.addInt(ARRAY_SIZE, values.length);
            for (int i = 0; i < values.length; i++) {
                array.addString(Integer.toString(i), values[i]);
            }
        }
    }

    @Override
    public String[] getStringArray(final String key) throws InvalidSettingsException {
        final ConfigBase array = getConfigBase(key);
        final int size = array.arraySize();
        if (size < 0) {
            return null; // NOSONAR a null array is stored without its size
        }
        final String[] values = new String[size];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.getString(Integer.toString(i));
        }
        return values;
    }

    @Override
    public String[] getStringArray(final String key, final String... def) {
        try {
            return getStringArray(key);
        } catch (InvalidSettingsException ex) { // NOSONAR the default is for exactly this
            return def;
        }
    }

    private <E extends AbstractConfigEntry> E find(final String key, final Class<E> entryClass,
        final ConfigEntries type) throws InvalidSettingsException {
        final AbstractConfigEntry entry = m_entries.get(key);
        if (entry == null) {
            throw new InvalidSettingsException(
                "The setting \"" + key + "\" (" + type + ") is missing in \"" + path() + "\".");
        }
        if (!entryClass.isInstance(entry)) {
            throw new InvalidSettingsException("The setting \"" + key + "\" in \"" + path() + "\" is of type "
                + entry.getType() + ", not " + type + ".");
        }
        return entryClass.cast(entry);
    }

    private int arraySize() throws InvalidSettingsException {
        if (!containsKey(ARRAY_SIZE)) {
            return -1;
        }
        final int size = getInt(ARRAY_SIZE);
        if (size < 0 || size >= m_entries.size()) {
            throw new InvalidSettingsException("The array \"" + path() + "\" claims " + size + " elements but holds "
                + (m_entries.size() - 1) + ".");
        }
        return size;
    }

    private String path() {
        return getParent() instanceof ConfigBase parent ? parent.path() + "/" + getKey() : getKey();
    }

    @Override
    public boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return other instanceof ConfigBase config && m_entries.equals(config.m_entries);
    }

    @Override
    public final Iterator<String> iterator() {
        return keySet().iterator();
    }

    @Override
    public final String toStringValue() {
        return getKey();
    }

    public final void toString(final StringBuffer buffer) { // NOSONAR the signature is given
        toString(0, buffer);
    }

    private void toString(final int depth, final StringBuffer buffer) { // NOSONAR the signature is given
        final String indent = "    ".repeat(depth);
        buffer.append(indent).append(getKey()).append(":\n");
        for (final AbstractConfigEntry entry : m_entries.values()) {
            if (entry instanceof ConfigBase config) {
                config.toString(depth + 1, buffer);
            } else {
                buffer.append(indent).append("    ").append(entry.getKey()).append(" (").append(entry.getType())
                    .append(") = ").append(entry.toStringValue()).append('\n');
            }
        }
    }

    @Override
    public String toString() {
        return getKey();
    }

    @Override
    public final void saveToXML(final OutputStream out) throws IOException {
        XMLConfig.save(this, out);
    }

    protected static ConfigBase loadFromXML(final ConfigBase config, final InputStream in) throws IOException {
        config.load(in);
        return config;
    }

    /** Reads KNIME configuration XML into this configuration; the key of the file's root is dropped. */
    public void load(final InputStream in) throws IOException {
        XMLConfig.read(this, in);
    }

    @Override
    public void copyTo(final ConfigBaseWO dest) {
        final ConfigBase target = (ConfigBase)dest;
        for (final Map.Entry<String, AbstractConfigEntry> e : m_entries.entrySet()) {
            if (e.getValue() instanceof ConfigBase config) {
                config.copyTo(target.addConfigBase(e.getKey()));
            } else {
                target.put(e.getValue().getType().createEntry(e.getKey(), e.getValue().toStringValue()));
            }
        }
    }

    @Override
    public TreeNode getChildAt(final int index) {
        return List.copyOf(m_entries.values()).get(index);
    }

    @Override
    public int getChildCount() {
        return m_entries.size();
    }

    @Override
    public int getIndex(final TreeNode node) {
        return List.copyOf(m_entries.values()).indexOf(node);
    }

    @Override
    public final boolean isLeaf() {
        return false;
    }

    @Override
    public final Enumeration<TreeNode> children() {
        return Collections.enumeration(List.<TreeNode>copyOf(m_entries.values()));
    }
}
