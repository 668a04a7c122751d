using System.Text;
using OrderPipeline.Avro.Files;

namespace Avro.Tests.Files;

/// <summary>Container files for tests, byte by byte and by our writer, with a marker of 16 x 0x5A.</summary>
internal static class AFile
{
    internal const string SchemaJson =
        """{"type":"record","name":"Reading","namespace":"Avro.Tests.Files","fields":["""
        + """{"name":"sensor","type":"string"},{"name":"value","type":"int"}]}""";

    internal static byte[] Marker { get; } = Enumerable.Repeat((byte)0x5A, 16).ToArray();

    internal static AvroFileWriterOptions Options(
        AvroFileCodec codec = AvroFileCodec.Null, int blockBytes = AvroFileWriterOptions.DefaultBlockBytes) =>
        new() { Codec = codec, BlockBytes = blockBytes, SyncMarker = Marker, LeavesOpen = true };

    internal static List<Reading> Readings(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Reading { Sensor = "s" + i, Value = i * 7 })];

    /// <summary>A file of so many readings in blocks of so many.</summary>
    internal static byte[] Of(int count, int perBlock, AvroFileCodec codec = AvroFileCodec.Null)
    {
        using var stream = new MemoryStream();
        using (var writer = AvroFileWriter<Reading>.Create(stream, Options(codec)))
        {
            foreach (var (i, reading) in Readings(count).Index())
            {
                if (i > 0 && i % perBlock == 0)
                    writer.Blocks.EndBlock();
                writer.Append(reading);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A header whose metadata are the given entries, in their order.</summary>
    internal static byte[] Header(params (string Key, string Value)[] entries)
    {
        var bytes = new List<byte>("Obj\u0001"u8.ToArray());
        if (entries.Length > 0)
            bytes.AddRange(Long(entries.Length));
        foreach (var (key, value) in entries)
        {
            bytes.AddRange(Text(key));
            bytes.AddRange(Text(value));
        }

        return [.. bytes, 0, .. Marker];
    }

    internal static byte[] Header() => Header(("avro.schema", SchemaJson));

    /// <summary>A block that claims what it is told to.</summary>
    internal static byte[] Block(long count, long size, params byte[] data) =>
        [.. Long(count), .. Long(size), .. data, .. Marker];

    internal static byte[] Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return [.. Long(utf8.Length), .. utf8];
    }

    internal static byte[] Long(long value)
    {
        var bytes = new List<byte>();
        for (var left = (ulong)((value << 1) ^ (value >> 63)); ; left >>= 7)
        {
            bytes.Add((byte)(left < 0x80 ? left : left | 0x80));
            if (left < 0x80)
                return [.. bytes];
        }
    }
}
