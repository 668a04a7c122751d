using System.IO.Compression;
using Avro.Fuzz.Generating;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Files;

namespace Avro.Fuzz.Targets;

/// <summary>Container files: whole objects or a typed refusal, and what can be saved of a damaged one is.</summary>
internal sealed class FilesTarget : IFuzzTarget
{
    private const int SeedFiles = 60;
    private const int MaxBlock = 1 << 16;

    /// <summary>The buffers for a header and a block, and what a schema's text becomes.</summary>
    private const long MostMemory = 8 << 20;

    private static readonly byte[] Marker = Enumerable.Repeat((byte)0xA5, AvroFileHeader.SyncMarkerSize).ToArray();

    private readonly SchemaPool _pool = new();

    public string Name => "files";

    public bool IsText => false;

    public IEnumerable<byte[]> Seeds(Random random)
    {
        for (var number = 0; number < SeedFiles; number++)
        {
            var schema = _pool.SchemaOf(number);
            var objects = Enumerable.Range(0, 5).Select(_ => RandomDatum.Of(schema, random, true).Bytes).ToList();
            var file = Write(schema, objects, (AvroFileCodec)(number % 2));
            if (file.Length < 3000)
                yield return file;
        }
    }

    public int Run(byte[] input)
    {
        var (objects, fault) = (new List<byte[]>(), default(AvroFileException));
        Memory.Limit(
            MostMemory + (200L * input.Length), "reading a file", () => (objects, fault) = Read(input, skips: false));
        var (saved, refusal) = Read(input, skips: true);
        FindingException.Unless(
            saved.Count >= objects.Count, "a reader that skips damage gets less than one that stops at it");
        FindingException.Unless(
            fault is not null || saved.Count == objects.Count, "a reader that skips damage gets other objects");
        CheckAgain(input, objects);
        var code = (fault ?? refusal)?.Code ?? AvroErrorCode.None;
        return Outcome.Of((int)code, Math.Min(objects.Count, 15), refusal is null ? 0 : 1);
    }

    private static (List<byte[]> Objects, AvroFileException? Fault) Read(byte[] file, bool skips)
    {
        var objects = new List<byte[]>();
        try
        {
            var options = new AvroFileReaderOptions
            {
                MaxBlockBytes = MaxBlock,
                MaxHeaderBytes = MaxBlock,
                MaxEmptyObjects = 64,
                SkipsDamage = skips,
            };
            using var reader = AvroBlockReader.Open(new MemoryStream(file), options);
            while (reader.ReadNextBlock())
            {
                while (reader.TryReadObject(out var encoded))
                {
                    CheckObject(AvroSkipper.Check(encoded, reader.Schema));
                    objects.Add(encoded.ToArray());
                }
            }

            return (objects, null);
        }
        catch (AvroFileException fault)
        {
            return (objects, fault);
        }
    }

    /// <summary>
    /// A file's block as a whole may hold more items without bytes than one object of it. And the size that an array's
    /// block states need not be that of its items; it has to lie in the data, which one object alone is less of.
    /// </summary>
    private static void CheckObject(AvroStatus status) =>
        FindingException.Unless(
            status.IsOk || status.Code is AvroErrorCode.TooManyItems or AvroErrorCode.EndOfData,
            $"an object of a file is none of its schema, {status.Code}");

    /// <summary>The objects, written as a new file, are read as they were.</summary>
    private static void CheckAgain(byte[] input, List<byte[]> objects)
    {
        if (objects.Count == 0)
            return;
        using var reader = AvroBlockReader.Open(new MemoryStream(input));
        if (!objects.TrueForAll(encoded => AvroSkipper.Check(encoded, reader.Schema).IsOk))
            return;
        foreach (var codec in (ReadOnlySpan<AvroFileCodec>)[AvroFileCodec.Null, AvroFileCodec.Deflate])
        {
            var (again, fault) = Read(Write(reader.Schema, objects, codec), skips: false);
            if (fault?.Code == AvroErrorCode.TooManyItems)
                continue;
            FindingException.Unless(
                fault is null && again.Count == objects.Count
                && again.Zip(objects).All(it => it.First.SequenceEqual(it.Second)),
                "objects are read otherwise from a file that our writer made of them");
        }
    }

    private static byte[] Write(
        OrderPipeline.Avro.Schemas.AvroSchema schema, List<byte[]> objects, AvroFileCodec codec)
    {
        using var stream = new MemoryStream();
        var options = new AvroFileWriterOptions
        {
            Codec = codec,
            CompressionLevel = CompressionLevel.Fastest,
            BlockBytes = 64,
            SyncMarker = Marker,
            ChecksObjects = false,
        };
        using (var writer = AvroBlockWriter.Create(stream, schema, options))
        {
            foreach (var encoded in objects)
                writer.Append(encoded);
        }

        return stream.ToArray();
    }
}
