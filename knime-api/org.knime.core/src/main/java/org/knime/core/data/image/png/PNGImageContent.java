package org.knime.core.data.image.png;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

import javax.imageio.ImageIO;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.image.ImageContent;

/** The bytes of a PNG file. */
public class PNGImageContent implements ImageContent {

    public static final DataType TYPE = DataType.getType(PNGImageCell.class);

    private final byte[] m_bytes;

    /** A picture without content, for loading. */
    public PNGImageContent() {
        this(new byte[0]);
    }

    public PNGImageContent(final byte[] imageBytes) {
        m_bytes = imageBytes;
    }

    public PNGImageContent(final InputStream in) throws IOException {
        this(in.readAllBytes());
    }

    public byte[] getByteArrayReference() {
        return m_bytes;
    }

    public byte[] getByteArray() {
        return m_bytes.clone();
    }

    /** @throws IllegalStateException if the bytes are no picture */
    public Image getImage() {
        return decode();
    }

    private BufferedImage decode() {
        try {
            final BufferedImage image = ImageIO.read(new ByteArrayInputStream(m_bytes));
            if (image != null) {
                return image;
            }
            throw new IllegalStateException("The " + m_bytes.length + " bytes are no PNG picture.");
        } catch (IOException ex) {
            throw new IllegalStateException("The PNG picture cannot be read: " + ex.getMessage(), ex);
        }
    }

    @Override
    public void paint(final Graphics2D g, final int width, final int height) {
        g.drawImage(decode(), 0, 0, width, height, null);
    }

    @Override
    public void save(final OutputStream output) throws IOException {
        output.write(m_bytes);
    }

    @Override
    public DataCell toImageCell() {
        return new PNGImageCell(this);
    }

    @Override
    public Dimension getPreferredSize() {
        final BufferedImage image = decode();
        return new Dimension(image.getWidth(), image.getHeight());
    }

    @Override
    public String getSummary() {
        final Dimension size = getPreferredSize();
        return "PNG image " + size.width + " x " + size.height;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(m_bytes);
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof PNGImageContent content && Arrays.equals(m_bytes, content.m_bytes);
    }
}
