import java.io.*;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.*;
import org.apache.avro.*;
import org.apache.avro.file.*;
import org.apache.avro.generic.*;
import org.apache.avro.io.*;
import org.apache.avro.message.BinaryMessageEncoder;

/**
 * Apache's Java implementation as a peer to compare with: a request is a line of words between tabs, and has one line
 * as its answer, `error`, a tab and the reason where it fails. The requests are the cases of `answer`.
 */
public class AvroPeer {
  static final HexFormat HEX = HexFormat.of();

  Schema writer;
  Schema reader;
  GenericDatumReader<Object> same;
  GenericDatumReader<Object> resolving;

  /**
   * Maps keep the order of their entries, so that they are written as they were read; arrays are lists of objects,
   * since 1.12.0's own list of doubles keeps floats.
   */
  static GenericDatumReader<Object> readerOf(Schema from, Schema to) {
    return new GenericDatumReader<>(from, to) {
      @Override protected Object newMap(Object old, int size) { return new LinkedHashMap<>(); }
      @Override protected Object newArray(Object old, int size, Schema schema) { return new ArrayList<>(); }
    };
  }

  static Object decode(GenericDatumReader<Object> by, String hex) throws IOException {
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(HEX.parseHex(hex), null);
    Object value = by.read(null, decoder);
    if (!decoder.isEnd()) throw new IOException("bytes are left over");
    return value;
  }

  static byte[] encode(Schema schema, Object value, boolean hasSizes) throws IOException {
    var out = new ByteArrayOutputStream();
    var factory = new EncoderFactory().configureBlockSize(64);
    Encoder encoder = hasSizes ? factory.blockingBinaryEncoder(out, null) : factory.directBinaryEncoder(out, null);
    new GenericDatumWriter<>(schema).write(value, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  static String toJson(Schema schema, Object value) throws IOException {
    var out = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().jsonEncoder(schema, out, false);
    new GenericDatumWriter<>(schema).write(value, encoder);
    encoder.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  static String canonical(Schema schema) throws Exception {
    var line = new StringBuilder(SchemaNormalization.toParsingForm(schema));
    for (var kind : List.of("CRC-64-AVRO", "MD5", "SHA-256"))
      line.append('\t').append(HEX.formatHex(SchemaNormalization.parsingFingerprint(kind, schema)));
    return line.toString();
  }

  static String text(Random random, int most) {
    var text = new StringBuilder();
    for (int left = random.nextInt(most + 1); left > 0; left--) {
      switch (random.nextInt(8)) {
        case 0 -> text.appendCodePoint(0x10000 + random.nextInt(0xFFFF));
        case 1 -> text.appendCodePoint(0xA0 + random.nextInt(0x500));
        case 2 -> text.appendCodePoint(random.nextInt(0x20));
        default -> text.append((char) (' ' + random.nextInt(95)));
      }
    }
    return text.toString();
  }

  static byte[] bytes(Random random, int size) {
    var bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  static final double[] EDGES = {0, -0.0, 1, Double.NaN, Double.MIN_VALUE, Double.MAX_VALUE,
      Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

  static double number(Random random) {
    return random.nextInt(3) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextGaussian() * 1000;
  }

  static Object random(Schema schema, Random random, int depth) {
    boolean isDeep = depth > 6;
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt() >> random.nextInt(32);
      case LONG -> random.nextLong() >> random.nextInt(64);
      case FLOAT -> (float) number(random);
      case DOUBLE -> number(random);
      case STRING -> text(random, random.nextInt(10) == 0 ? 200 : 12);
      case BYTES -> ByteBuffer.wrap(bytes(random, random.nextInt(20)));
      case FIXED -> new GenericData.Fixed(schema, bytes(random, schema.getFixedSize()));
      case ENUM -> new GenericData.EnumSymbol(
          schema, schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size())));
      case ARRAY -> {
        var list = new ArrayList<>();
        for (int left = isDeep ? 0 : random.nextInt(5); left > 0; left--)
          list.add(random(schema.getElementType(), random, depth + 1));
        yield list;
      }
      case MAP -> {
        var map = new LinkedHashMap<String, Object>();
        for (int left = isDeep ? 0 : random.nextInt(4); left > 0; left--)
          map.put(text(random, 8), random(schema.getValueType(), random, depth + 1));
        yield map;
      }
      case UNION -> random(branch(schema.getTypes(), random, isDeep), random, depth + 1);
      case RECORD -> {
        var made = new GenericData.Record(schema);
        for (var field : schema.getFields())
          made.put(field.pos(), random(field.schema(), random, depth + 1));
        yield made;
      }
    };
  }

  static Schema branch(List<Schema> branches, Random random, boolean isDeep) {
    if (isDeep)
      for (var branch : branches)
        if (branch.getType() == Schema.Type.NULL) return branch;
    return branches.get(random.nextInt(branches.size()));
  }

  static byte[] file(Schema schema, String codec, String sync, String[] data) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var file = new DataFileWriter<Object>(new GenericDatumWriter<>(schema))) {
      file.setCodec(CodecFactory.fromString(codec));
      file.create(schema, out, HEX.parseHex(sync));
      int count = 0;
      for (var datum : data) {
        file.appendEncoded(ByteBuffer.wrap(HEX.parseHex(datum)));
        if (++count % 3 == 0) file.sync();
      }
    }
    return out.toByteArray();
  }

  static String readFile(byte[] bytes) throws IOException {
    var line = new StringBuilder();
    try (var file = new DataFileReader<Object>(new SeekableByteArrayInput(bytes), readerOf(null, null))) {
      line.append(file.getSchema()).append('\t').append(file.getMetaString("avro.codec"));
      for (var value : file) line.append('\t').append(HEX.formatHex(encode(file.getSchema(), value, false)));
    }
    return line.toString();
  }

  static Schema parse(String text) {
    return new Schema.Parser().parse(text);
  }

  String answer(String[] a) throws Exception {
    switch (a[0]) {
      case "writer":
        writer = null;
        reader = writer = parse(a[1]);
        resolving = same = readerOf(writer, writer);
        return "ok";
      case "reader":
        reader = null;
        reader = parse(a[1]);
        resolving = readerOf(writer, reader);
        return "ok";
      case "same": return HEX.formatHex(encode(writer, decode(same, a[1]), false));
      case "sized": return HEX.formatHex(encode(writer, decode(same, a[1]), true));
      case "resolve": return HEX.formatHex(encode(reader, decode(resolving, a[1]), false));
      case "random": return HEX.formatHex(encode(writer, random(writer, new Random(Long.parseLong(a[1])), 0), false));
      case "json": return toJson(writer, decode(same, a[1]));
      case "unjson":
        var value = readerOf(writer, writer).read(null, DecoderFactory.get().jsonDecoder(writer, a[1]));
        return HEX.formatHex(encode(writer, value, false));
      case "compare":
        return "" + Integer.signum(GenericData.get().compare(decode(same, a[1]), decode(same, a[2]), writer));
      case "canonical": return canonical(writer);
      case "compatible":
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getResult().getCompatibility().name();
      case "single":
        ByteBuffer single = new BinaryMessageEncoder<Object>(new GenericData(), writer).encode(decode(same, a[1]));
        return HEX.formatHex(Arrays.copyOf(single.array(), single.limit()));
      case "file": return HEX.formatHex(file(writer, a[1], a[2], Arrays.copyOfRange(a, 3, a.length)));
      case "flush": return "ok";
      case "unfile": return readFile(HEX.parseHex(a[1]));
      default: throw new IllegalArgumentException("no such request: " + a[0]);
    }
  }

  public static void main(String[] arguments) throws IOException {
    var peer = new AvroPeer();
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out = new PrintStream(
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16), false, StandardCharsets.UTF_8);
    for (String line; (line = in.readLine()) != null; ) {
      String answer;
      try {
        answer = peer.answer(line.split("\t", -1));
      } catch (Exception | StackOverflowError e) {
        answer = "error\t" + e.getClass().getSimpleName() + ": " + e.getMessage();
      }
      out.print(answer.replaceAll("[\r\n]", " "));
      out.print('\n');
      if (!in.ready()) out.flush();
    }
    out.flush();
  }
}
