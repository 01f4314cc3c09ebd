package orrery.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import orrery.picture.Scaler.Outcome;
import orrery.picture.Scaler.Outcome.Scaled;
import orrery.picture.Scaler.Outcome.Unfit;
import orrery.picture.Scaler.Purpose;

class ScalerTest {
  /** The left half is red, the right one blue. */
  private static BufferedImage flag(int width, int height, int type) {
    var image = new BufferedImage(width, height, type);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.RED);
    pen.fillRect(0, 0, width / 2, height);
    pen.setColor(Color.BLUE);
    pen.fillRect(width / 2, 0, width - width / 2, height);
    pen.dispose();
    return image;
  }

  private static byte[] bytes(BufferedImage image, String format) throws IOException {
    var out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private static byte[] flag(int width, int height, String format) throws IOException {
    return bytes(flag(width, height, BufferedImage.TYPE_INT_RGB), format);
  }

  private static Scaled scaled(byte[] bytes, Purpose purpose) {
    Outcome outcome = Scaler.scale(bytes, purpose);
    assertThat(outcome).isInstanceOf(Scaled.class);
    return (Scaled) outcome;
  }

  private static String refused(byte[] bytes, Purpose purpose) {
    Outcome outcome = Scaler.scale(bytes, purpose);
    assertThat(outcome).isInstanceOf(Unfit.class);
    return ((Unfit) outcome).reason();
  }

  private static Color pixel(Scaled picture, double x, double y) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.bytes()));
    assertThat(image.getWidth()).isEqualTo(picture.width());
    assertThat(image.getHeight()).isEqualTo(picture.height());
    return new Color(
        image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight())), true);
  }

  private static boolean red(Color color) {
    return color.getRed() > 200 && color.getBlue() < 60;
  }

  private static boolean blue(Color color) {
    return color.getBlue() > 200 && color.getRed() < 60;
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void everyFormatBecomesASquareFace(String format) throws IOException {
    Scaled face = scaled(flag(400, 300, format), Purpose.FACE);

    assertThat(face.width()).isEqualTo(96);
    assertThat(face.height()).isEqualTo(96);
    assertThat(face.ending()).isEqualTo(format.equals("jpg") ? "jpg" : "png");
    assertThat(red(pixel(face, 0.25, 0.5))).isTrue();
    assertThat(blue(pixel(face, 0.75, 0.5))).isTrue();
  }

  @Test
  void webPIsRead() throws IOException {
    byte[] webp = Base64.getDecoder().decode("UklGRhwAAABXRUJQVlA4TA8AAAAvAUAAAAcQ/Y/+ByKi/wEA");
    Scaled picture = scaled(webp, Purpose.POST);
    assertThat(picture.width()).isEqualTo(2);
    assertThat(picture.height()).isEqualTo(2);
  }

  @Test
  void picturesOfPostsAreNoWiderThanAPageAndNeverEnlarged() throws IOException {
    Scaled wide = scaled(flag(3200, 1000, "jpg"), Purpose.POST);
    assertThat(wide.width()).isEqualTo(1600);
    assertThat(wide.height()).isEqualTo(500);
    assertThat(red(pixel(wide, 0.25, 0.5))).isTrue();
    Scaled small = scaled(flag(40, 30, "png"), Purpose.POST);
    assertThat(small.width()).isEqualTo(40);
    assertThat(small.height()).isEqualTo(30);
  }

  @Test
  void aBigPhotoIsReadInPart() throws IOException {
    Scaled photo =
        scaled(bytes(flag(7000, 5000, BufferedImage.TYPE_BYTE_GRAY), "jpg"), Purpose.POST);
    assertThat(photo.width()).isEqualTo(1600);
    assertThat(photo.height()).isEqualTo(1143);
  }

  @Test
  void transparencyStays() throws IOException {
    var clear = new BufferedImage(200, 200, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(0, 0, 0xffff0000);
    Scaled face = scaled(bytes(clear, "png"), Purpose.FACE);
    assertThat(face.ending()).isEqualTo("png");
    assertThat(pixel(face, 0.5, 0.5).getAlpha()).isZero();
  }

  @Test
  void theUpperSideIsUpAndWhatStandsBesideThePixelsGoes() throws IOException {
    byte[] turned = withExif(flag(400, 200, "jpg"), 6);
    assertThat(new String(turned, StandardCharsets.ISO_8859_1)).contains("Exif");

    Scaled picture = scaled(turned, Purpose.POST);

    assertThat(picture.width()).isEqualTo(200);
    assertThat(picture.height()).isEqualTo(400);
    assertThat(red(pixel(picture, 0.5, 0.25))).as("left goes up").isTrue();
    assertThat(blue(pixel(picture, 0.5, 0.75))).isTrue();
    assertThat(new String(picture.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("Exif");
  }

  private static byte[] withExif(byte[] jpeg, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(36);
    exif.putShort((short) 0xffe1).putShort((short) 34);
    exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    exif.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    exif.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0).putInt(0);
    ByteBuffer whole = ByteBuffer.allocate(jpeg.length + 36);
    int head = 4 + ByteBuffer.wrap(jpeg).getShort(4); // behind what says that it is a JPEG
    return whole.put(jpeg, 0, head).put(exif.array()).put(jpeg, head, jpeg.length - head).array();
  }

  @Test
  void theLargestPictureOfAnIconIsTaken() throws IOException {
    byte[] small = flag(16, 16, "png");
    byte[] large = flag(64, 64, "png");
    Scaled icon = scaled(icon(new int[] {16, 64}, small, large), Purpose.ICON);
    assertThat(icon.width()).isEqualTo(64);
    assertThat(red(pixel(icon, 0.25, 0.5))).isTrue();
  }

  @Test
  void anIconOfTheOldKindIsRead() throws IOException {
    ByteBuffer dib = ByteBuffer.allocate(40 + 32 * 32 * 4 + 32 * 4).order(ByteOrder.LITTLE_ENDIAN);
    dib.putInt(40).putInt(32).putInt(64).putShort((short) 1).putShort((short) 32);
    dib.position(40);
    for (int i = 0; i < 32 * 32; i++) {
      dib.putInt(i % 32 < 16 ? 0xffff0000 : 0xff0000ff);
    }
    Scaled icon = scaled(icon(new int[] {32}, dib.array()), Purpose.ICON);
    assertThat(icon.width()).isEqualTo(32);
    assertThat(red(pixel(icon, 0.25, 0.5))).isTrue();
    assertThat(blue(pixel(icon, 0.75, 0.5))).isTrue();
  }

  private static byte[] icon(int[] sides, byte[]... pictures) {
    int length = 6 + 16 * pictures.length + Arrays.stream(pictures).mapToInt(p -> p.length).sum();
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) 0).putShort((short) 1).putShort((short) pictures.length);
    int at = 6 + 16 * pictures.length;
    for (int i = 0; i < pictures.length; i++) {
      out.put((byte) sides[i]).put((byte) sides[i]).putShort((short) 0);
      out.putShort((short) 1).putShort((short) 32).putInt(pictures[i].length).putInt(at);
      at += pictures[i].length;
    }
    for (byte[] picture : pictures) {
      out.put(picture);
    }
    return out.array();
  }

  @Test
  void tinyIconsAndBannersAreNoFaces() throws IOException {
    assertThat(refused(flag(16, 16, "png"), Purpose.ICON)).contains("16 by 16");
    assertThat(refused(flag(400, 90, "png"), Purpose.ICON)).contains("banner");
    assertThat(scaled(flag(16, 16, "png"), Purpose.FACE).width())
        .as("who asks for it gets it")
        .isEqualTo(16);
  }

  @Test
  void aSmallFileCannotAskForMuchMemory() throws IOException {
    assertThat(refused(huge(60_000, 60_000), Purpose.POST)).contains("too big");
    assertThat(refused(huge(9_000, 9_000), Purpose.FACE)).contains("too big");
    assertThat(refused(huge(20_000, 1), Purpose.POST)).contains("too big");
    assertThat(refused(huge(-1, 5), Purpose.POST)).isNotEmpty();
    byte[] icon = icon(new int[] {32}, huge(30_000, 30_000));
    assertThat(refused(icon, Purpose.ICON)).isEqualTo("There is no picture in the icon.");
  }

  /** A PNG whose head alone says how big it is. */
  private static byte[] huge(int width, int height) throws IOException {
    byte[] png = flag(8, 8, "png");
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    var sum = new CRC32();
    sum.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
    return png;
  }

  @Test
  void whatIsNoPictureOrBrokenIsRefused() throws IOException {
    byte[] html = "<html><body>Not found".getBytes(StandardCharsets.UTF_8);
    byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);
    assertThat(refused(html, Purpose.FACE)).contains("no picture");
    assertThat(refused(svg, Purpose.FACE)).contains("no picture");
    assertThat(refused(new byte[0], Purpose.FACE)).contains("no picture");
    for (String format : new String[] {"png", "gif", "bmp"}) {
      byte[] whole = flag(200, 200, format);
      assertThat(refused(Arrays.copyOf(whole, whole.length / 3), Purpose.POST))
          .as(format)
          .isNotEmpty();
    }
    assertThat(refused(Arrays.copyOf(flag(90, 90, "jpg"), 30), Purpose.POST)).isNotEmpty();
    assertThat(refused(new byte[] {0, 0, 1, 0, 9, 0, 1}, Purpose.ICON)).isNotEmpty();
    assertThat(refused("RIFF....WEBPVP8 junk".getBytes(StandardCharsets.UTF_8), Purpose.POST))
        .isNotEmpty();
  }
}
