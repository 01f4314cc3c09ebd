package orrery.picture;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jspecify.annotations.Nullable;

/**
 * Scales pictures and writes them anew, so that nothing but pixels is left of what came: no places,
 * names or programs in a corner of the file. Of an animation the first frame stays.
 *
 * <p>One picture at a time is decoded, whoever asks: the memory for it is what a small heap spares.
 */
public final class Scaler {
  private static final int LONGEST_SIDE = 10_000;
  private static final long MOST_PIXELS = 40_000_000;

  /** What a decoded picture may take; of a bigger one only each second, third … pixel is read. */
  private static final long MOST_BYTES = 36_000_000;

  /** The WebP decoder reads no part alone, and takes some 30 bytes for each pixel on its way. */
  private static final long WEBP_BYTES = 30;

  private static final int FACE = 96;
  private static final int WIDEST = 1600;
  private static final double MOST_WRITTEN = 6_000_000;

  /** Of a picture without transparency that is longer as PNG, JPEG is tried. */
  private static final int LONG = 200_000;

  static {
    System.setProperty("java.awt.headless", "true");
  }

  private Scaler() {}

  /** What a picture is for. */
  public enum Purpose {
    /** A face that somebody chose: a square of 96 pixels, the upper middle of what there is. */
    FACE,
    /** A site's icon: the same, where it is neither tiny nor a banner. */
    ICON,
    /** A picture in a post: at most 1600 pixels wide. */
    POST
  }

  /** What became of a picture. */
  public sealed interface Outcome {
    /**
     * A picture of our making.
     *
     * @param ending of its file's name: {@code png} or {@code jpg}
     * @param width in pixels
     * @param height in pixels
     */
    record Scaled(byte[] bytes, String ending, int width, int height) implements Outcome {}

    /** There is none; a sentence says why. */
    record Unfit(String reason) implements Outcome {}
  }

  /** Makes a picture fit its purpose; never enlarges one. */
  public static synchronized Outcome scale(byte[] bytes, Purpose purpose) {
    Kind kind = Kind.of(bytes);
    if (kind == null) {
      return new Outcome.Unfit("It is no picture in PNG, JPEG, GIF, WebP, BMP or ICO.");
    }
    try {
      if (kind != Kind.ICO) {
        return scale(bytes, kind, purpose);
      }
      byte[] best = Ico.best(bytes);
      if (best == null) {
        return new Outcome.Unfit("There is no picture in the icon.");
      }
      return scale(best, Kind.of(best) == Kind.PNG ? Kind.PNG : Kind.ICO, purpose);
    } catch (IOException | RuntimeException e) {
      return new Outcome.Unfit("The picture is broken: " + e.getMessage());
    } catch (OutOfMemoryError e) {
      return new Outcome.Unfit("The picture needs more memory than there is.");
    } catch (LinkageError e) {
      return new Outcome.Unfit("This Java cannot read pictures: java.desktop is missing: " + e);
    }
  }

  private static Outcome scale(byte[] bytes, Kind kind, Purpose purpose) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.name());
    if (!readers.hasNext()) {
      return new Outcome.Unfit("This Java does not read " + kind + ".");
    }
    ImageReader reader = readers.next();
    try (ImageInputStream in = new ByteArrayImageInputStream(bytes)) {
      // What stands beside the pixels may be packed to bursting; only JPEG's tells where up is.
      reader.setInput(in, false, kind != Kind.JPEG);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      String unfit = unfit(width, height, kind, purpose);
      if (unfit != null) {
        return new Outcome.Unfit(unfit);
      }
      ImageReadParam param = reader.getDefaultReadParam();
      int step = kind == Kind.WEBP ? 1 : step(reader, width, height);
      param.setSourceSubsampling(step, step, 0, 0);
      BufferedImage image = reader.read(0, param);
      Orientation up = kind == Kind.JPEG ? orientation(reader) : Orientation.TOP_LEFT;
      return purpose == Purpose.POST ? picture(image, up, kind) : face(image, up, kind);
    } finally {
      reader.dispose();
    }
  }

  private static @Nullable String unfit(int width, int height, Kind kind, Purpose purpose) {
    long pixels = (long) width * height;
    if (width < 1 || height < 1) {
      return "The picture is empty.";
    }
    if (width > LONGEST_SIDE || height > LONGEST_SIDE || pixels > MOST_PIXELS) {
      return "The picture is too big: " + width + " by " + height + " pixels.";
    }
    if (kind == Kind.WEBP && pixels * WEBP_BYTES > Runtime.getRuntime().maxMemory() / 2) {
      return "The picture is too big to read WebP: " + width + " by " + height + " pixels.";
    }
    int small = Math.min(width, height);
    if (purpose == Purpose.ICON && (small < 32 || Math.max(width, height) > 2 * small)) {
      return "The icon is tiny or a banner: " + width + " by " + height + " pixels.";
    }
    return null;
  }

  private static int step(ImageReader reader, int width, int height) throws IOException {
    ImageTypeSpecifier type = reader.getRawImageType(0);
    // Where colours have to be translated, there are two pictures for a while.
    int bits = type == null ? 64 : Math.max(8, type.getColorModel().getPixelSize());
    int step = 1;
    while ((long) (width / step) * (height / step) * bits / 8 > MOST_BYTES) {
      step++;
    }
    return step;
  }

  private static Orientation orientation(ImageReader reader) {
    try {
      Orientation said = ExifUtils.getExifOrientation(reader, 0);
      return said == null ? Orientation.TOP_LEFT : said;
    } catch (IOException | RuntimeException e) {
      return Orientation.TOP_LEFT; // what is said beside the picture is broken, not the picture
    }
  }

  private static Outcome picture(BufferedImage image, Orientation up, Kind kind)
      throws IOException {
    double width = lies(up) ? image.getHeight() : image.getWidth();
    double area = (double) image.getWidth() * image.getHeight();
    double factor = Math.min(1, Math.min(WIDEST / width, Math.sqrt(MOST_WRITTEN / area)));
    return written(
        image,
        Math.max(1, (int) (image.getWidth() * factor + 0.5)),
        Math.max(1, (int) (image.getHeight() * factor + 0.5)),
        up,
        kind);
  }

  /** Faces are in the upper middle, as a rule. */
  private static Outcome face(BufferedImage image, Orientation up, Kind kind) throws IOException {
    BufferedImage upright = up == Orientation.TOP_LEFT ? image : turned(image, up);
    int side = Math.min(upright.getWidth(), upright.getHeight());
    BufferedImage square =
        upright.getSubimage(
            (upright.getWidth() - side) / 2, (upright.getHeight() - side) / 4, side, side);
    int size = Math.min(FACE, side);
    return written(square, size, size, Orientation.TOP_LEFT, kind);
  }

  private static BufferedImage turned(BufferedImage image, Orientation up) {
    return ExifFilterUtils.getFilterForOrientation(up).apply(image);
  }

  /** Whether the picture's upper side is at its left or right. */
  private static boolean lies(Orientation up) {
    return switch (up) {
      case LEFT_TOP, RIGHT_TOP, RIGHT_BOTTOM, LEFT_BOTTOM -> true;
      default -> false;
    };
  }

  private static Outcome written(
      BufferedImage image, int width, int height, Orientation up, Kind kind) throws IOException {
    boolean clear = image.getColorModel().hasAlpha();
    BufferedImage small =
        Thumbnails.of(image)
            .forceSize(width, height)
            .imageType(clear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB)
            .asBufferedImage();
    BufferedImage upright = up == Orientation.TOP_LEFT ? small : turned(small, up);
    String ending = clear || kind.drawn ? "png" : "jpg";
    byte[] bytes = encoded(upright, ending);
    if (!clear && kind.drawn && bytes.length > LONG) {
      byte[] photo = encoded(upright, "jpg");
      if (photo.length < bytes.length / 2) {
        bytes = photo;
        ending = "jpg";
      }
    }
    return new Outcome.Scaled(bytes, ending, upright.getWidth(), upright.getHeight());
  }

  private static byte[] encoded(BufferedImage image, String ending) throws IOException {
    var out = new ByteArrayOutputStream();
    Thumbnails.of(image).scale(1).outputFormat(ending).outputQuality(0.85).toOutputStream(out);
    return out.toByteArray();
  }

  /** The formats that are read. SVG is none of them: it is a program, and is never run. */
  enum Kind {
    PNG(true),
    JPEG(false),
    GIF(true),
    WEBP(false),
    BMP(true),
    ICO(true);

    /** Whether it holds drawings rather than photos, as a rule: sharp edges, few colours. */
    final boolean drawn;

    Kind(boolean drawn) {
      this.drawn = drawn;
    }

    /** By its first bytes, whatever the server calls it; null where it is none of them. */
    static @Nullable Kind of(byte[] b) {
      if (starts(b, 0, 0x89, 'P', 'N', 'G')) {
        return PNG;
      }
      if (starts(b, 0, 0xff, 0xd8, 0xff)) {
        return JPEG;
      }
      if (starts(b, 0, 'G', 'I', 'F', '8')) {
        return GIF;
      }
      if (starts(b, 0, 'R', 'I', 'F', 'F') && starts(b, 8, 'W', 'E', 'B', 'P')) {
        return WEBP;
      }
      if (starts(b, 0, 'B', 'M')) {
        return BMP;
      }
      return starts(b, 0, 0, 0, 1, 0) ? ICO : null;
    }

    private static boolean starts(byte[] bytes, int at, int... wanted) {
      if (bytes.length < at + wanted.length) {
        return false;
      }
      for (int i = 0; i < wanted.length; i++) {
        if ((bytes[at + i] & 0xff) != wanted[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
