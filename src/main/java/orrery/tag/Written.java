package orrery.tag;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A vocabulary as bytes: numbers of seven bits a byte, lists that ascend by their steps, after a
 * name and a version.
 */
final class Written {
  /** "Ovo" and a version, which must be raised whenever words are made or written otherwise. */
  private static final int VERSION = 0x4f766f02;

  private Written() {}

  static byte[] of(
      List<String> keys, Evidence evidence, Frequencies frequencies, Vocabulary.Trust trust) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      number(out, keys.size());
      for (int i = 0; i < keys.size(); i++) {
        out.writeUTF(keys.get(i));
        Evidence.Known known = evidence.known()[i];
        out.writeBoolean(known != null);
        if (known != null) {
          out.writeDouble(known.used());
          out.writeDouble(known.titled());
          out.writeDouble(known.texted());
          out.writeDouble(known.frequent());
          out.writeDouble(known.bursts());
          out.writeDouble(known.heads());
        }
      }
      Associations associations = evidence.associations();
      ascending(out, associations.terms());
      for (int i = 0; i < associations.tags().length; i++) {
        number(out, associations.tags()[i]);
        out.writeByte(associations.tenths()[i]);
      }
      number(out, frequencies.languages().size());
      for (Map.Entry<String, Integer> language : frequencies.languages().entrySet()) {
        out.writeUTF(language.getKey());
        number(out, language.getValue());
      }
      ascending(out, frequencies.terms());
      for (int count : frequencies.counts()) {
        number(out, count);
      }
      doubles(out, trust.weights());
      doubles(out, trust.scale());
      out.writeDouble(trust.least());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail so
    }
    return bytes.toByteArray();
  }

  static Vocabulary read(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != VERSION) {
        throw new IllegalArgumentException(
            "The vocabulary was written by another version of Orrery; learn it anew.");
      }
      int count = size(in);
      List<String> keys = new ArrayList<>();
      Evidence.Known[] known = new Evidence.Known[count];
      for (int i = 0; i < count; i++) {
        keys.add(in.readUTF());
        if (in.readBoolean()) {
          known[i] =
              new Evidence.Known(
                  in.readDouble(),
                  in.readDouble(),
                  in.readDouble(),
                  in.readDouble(),
                  in.readDouble(),
                  in.readDouble());
        }
      }
      int[] terms = ascending(in);
      int[] tags = new int[terms.length];
      byte[] tenths = new byte[terms.length];
      for (int i = 0; i < terms.length; i++) {
        tags[i] = number(in);
        tenths[i] = in.readByte();
      }
      Map<String, Integer> languages = new TreeMap<>();
      for (int i = size(in); i > 0; i--) {
        languages.put(in.readUTF(), number(in));
      }
      int[] frequent = ascending(in);
      int[] counts = new int[frequent.length];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = number(in);
      }
      var trust = new Vocabulary.Trust(doubles(in), doubles(in), in.readDouble());
      return new Vocabulary(
          List.copyOf(keys),
          new Evidence(known, new Associations(terms, tags, tenths)),
          new Frequencies(frequent, counts, languages),
          trust);
    } catch (IOException e) {
      throw new IllegalArgumentException("The vocabulary breaks off; learn it anew.", e);
    }
  }

  private static void number(DataOutputStream out, int number) throws IOException {
    int rest = number;
    for (; (rest & ~0x7f) != 0; rest >>>= 7) {
      out.writeByte(rest | 0x80);
    }
    out.writeByte(rest);
  }

  private static int number(DataInputStream in) throws IOException {
    int number = 0;
    int next = 0x80;
    for (int shift = 0; (next & 0x80) != 0; shift += 7) {
      next = in.readUnsignedByte();
      number |= (next & 0x7f) << shift;
    }
    return number;
  }

  /** No list has more than the bytes that are left. */
  private static int size(DataInputStream in) throws IOException {
    int size = number(in);
    if (size < 0 || size > in.available()) {
      throw new IOException("no size: " + size);
    }
    return size;
  }

  private static void ascending(DataOutputStream out, int[] numbers) throws IOException {
    number(out, numbers.length);
    int before = Integer.MIN_VALUE;
    for (int number : numbers) {
      number(out, number - before); // what exceeds an int comes back when it is added
      before = number;
    }
  }

  private static int[] ascending(DataInputStream in) throws IOException {
    int[] numbers = new int[size(in)];
    int before = Integer.MIN_VALUE;
    for (int i = 0; i < numbers.length; i++) {
      before += number(in);
      numbers[i] = before;
    }
    return numbers;
  }

  private static void doubles(DataOutputStream out, double[] doubles) throws IOException {
    number(out, doubles.length);
    for (double each : doubles) {
      out.writeDouble(each);
    }
  }

  private static double[] doubles(DataInputStream in) throws IOException {
    double[] doubles = new double[size(in)];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = in.readDouble();
    }
    return doubles;
  }
}
