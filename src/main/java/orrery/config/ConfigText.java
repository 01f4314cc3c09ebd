package orrery.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A config's bytes and what they say.
 *
 * @param charset UTF-8, or ISO-8859-1 where the bytes are not that; either gives the bytes back
 * @param text with its byte order mark, if it has one
 */
record ConfigText(Path file, byte[] bytes, Charset charset, String text) {

  static ConfigText read(Path file) throws ConfigException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException _) {
      throw new ConfigException(file + ": no such file; create it, or name another with -c FILE");
    } catch (IOException e) {
      throw new ConfigException(
          file
              + (Files.isDirectory(file)
                  ? ": is a folder; name the file in it with -c FILE"
                  : ": cannot be read (" + e.getMessage() + "); check its permissions"));
    }
    return of(file, bytes);
  }

  /** What the bytes of a file say, wherever they come from. */
  static ConfigText of(Path file, byte[] bytes) throws ConfigException {
    for (byte b : bytes) {
      if (b == 0) {
        throw new ConfigException(file + ": is not plain text; save it as UTF-8");
      }
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new ConfigText(file, bytes, StandardCharsets.UTF_8, text);
    } catch (CharacterCodingException _) {
      var latin1 = StandardCharsets.ISO_8859_1;
      return new ConfigText(file, bytes, latin1, new String(bytes, latin1));
    }
  }
}
