using System.IO.Compression;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Files;
using Xunit;

namespace Avro.Tests.Files;

[Trait("Category", "Unit")]
public sealed class HostileFileTests
{
    private static readonly byte[] One = [0x02, 0x61, 0x02];

    public static TheoryData<string, byte[], AvroErrorCode, long> Bad() => new()
    {
        { "empty", [], AvroErrorCode.EndOfData, 0 },
        { "wrong magic", "Obj\u0002"u8.ToArray(), AvroErrorCode.BadMagic, 0 },
        { "JSON", "{}"u8.ToArray(), AvroErrorCode.BadMagic, 0 },
        { "no schema", AFile.Header(("avro.codec", "null")), AvroErrorCode.BadHeader, 22 },
        { "no metadata", AFile.Header([]), AvroErrorCode.BadHeader, 5 },
        { "bad schema", AFile.Header(("avro.schema", "{}")), AvroErrorCode.BadHeader, 21 },
        { "codec", AFile.Header(("avro.schema", "\"int\""), ("avro.codec", "snappy")), AvroErrorCode.UnknownCodec, 42 },
        { "twice", AFile.Header(("a", "1"), ("a", "2")), AvroErrorCode.BadHeader, 11 },
        { "entries", [.. "Obj\u0001"u8, .. AFile.Long(long.MinValue)], AvroErrorCode.TooManyItems, 4 },
        { "many entries", [.. "Obj\u0001"u8, .. AFile.Long(10_001)], AvroErrorCode.TooManyItems, 4 },
        { "key length", [.. "Obj\u0001"u8, 2, .. AFile.Long(-1)], AvroErrorCode.NegativeLength, 5 },
        { "long key", [.. "Obj\u0001"u8, 2, .. AFile.Long(long.MaxValue)], AvroErrorCode.BlockTooLarge, 5 },
        { "varint", [.. "Obj\u0001"u8, .. Enumerable.Repeat((byte)0xFF, 11)], AvroErrorCode.VarintTooLong, 4 },
        { "key text", [.. "Obj\u0001"u8, 2, 2, 0xFF, 0], AvroErrorCode.BadHeader, 5 },
    };

    public static TheoryData<string, byte[], AvroErrorCode, long> BadBlocks() => new()
    {
        { "count below zero", AFile.Block(-1, 3, One), AvroErrorCode.NegativeLength, 0 },
        { "least count", AFile.Block(long.MinValue, 3, One), AvroErrorCode.NegativeLength, 0 },
        { "size below zero", AFile.Block(1, -3, One), AvroErrorCode.NegativeLength, 0 },
        { "huge size", AFile.Block(1, 1L << 62, One), AvroErrorCode.BlockTooLarge, 0 },
        { "size over the limit", AFile.Block(1, (64 << 20) + 1, One), AvroErrorCode.BlockTooLarge, 0 },
        { "size beyond the file", AFile.Block(1, 64 << 20, One), AvroErrorCode.EndOfData, 0 },
        { "size too small", AFile.Block(1, 2, One), AvroErrorCode.BadSyncMarker, 0 },
        { "long count", [.. Enumerable.Repeat((byte)0xFF, 11)], AvroErrorCode.VarintTooLong, 0 },
        { "no objects but bytes", AFile.Block(0, 3, One), AvroErrorCode.TrailingBytes, 2 },
        { "fewer objects", AFile.Block(2, 3, One), AvroErrorCode.EndOfData, 2 },
        { "huge count", AFile.Block(long.MaxValue, 3, One), AvroErrorCode.EndOfData, 11 },
        { "more bytes", AFile.Block(1, 4, 0x02, 0x61, 0x02, 0x00), AvroErrorCode.TrailingBytes, 5 },
        { "no object", AFile.Block(1, 3, 0x02, 0xFF, 0x02), AvroErrorCode.BadUtf8, 2 },
        { "marker", [.. AFile.Block(1, 3, One)[..^1], 0], AvroErrorCode.BadSyncMarker, 0 },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_header_is_refused_with_its_place(string what, byte[] file, AvroErrorCode code, long offset)
    {
        var fault = Assert.Throws<AvroFileException>(() => AvroFileReader<Reading>.Open(new MemoryStream(file)));
        Assert.Equal((what, code, offset), (what, fault.Code, fault.FileOffset));
        Assert.Contains($"(byte {offset} of the file)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_codec_that_is_not_known_is_named_and_so_are_those_that_are()
    {
        var file = AFile.Header(("avro.schema", "\"int\""), ("avro.codec", "zstandard"));
        var fault = Assert.Throws<AvroFileException>(() => AvroBlockReader.Open(new MemoryStream(file)));
        Assert.StartsWith(
            "the file's codec is 'zstandard'; null and deflate are known here",
            fault.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BadBlocks))]
    public void A_bad_block_is_refused_with_its_place_again_and_again(
        string what, byte[] block, AvroErrorCode code, long offset)
    {
        var header = AFile.Header();
        using var reader = AvroFileReader<Reading>.Open(new MemoryStream([.. header, .. block]));
        var fault = Assert.Throws<AvroFileException>(() => reader.ReadAll().Count());
        Assert.Equal((what, code, header.Length + offset), (what, fault.Code, fault.FileOffset));
        Assert.Same(fault, Assert.Throws<AvroFileException>(() => reader.TryRead(out _)));
        Assert.Same(fault, Assert.Throws<AvroFileException>(() => reader.Blocks.ReadNextBlock()));

        using var other = AvroFileReader<Next.Reading>.Open(new ChunkedStream([.. header, .. block], 3));
        Assert.Equal(code, Assert.Throws<AvroFileException>(() => other.ReadAll().Count()).Code);
        using var raw = AvroBlockReader.Open(new MemoryStream([.. header, .. block]));
        Assert.Equal(code, Assert.Throws<AvroFileException>(() => ReadRaw(raw)).Code);
    }

    [Fact]
    public void An_object_that_is_damaged_names_its_field()
    {
        var file = (byte[])[.. AFile.Header(), .. AFile.Block(1, 3, 0x02, 0xFF, 0x02)];
        using var reader = AvroFileReader<Reading>.Open(new MemoryStream(file));
        var fault = Assert.Throws<AvroFileException>(() => reader.TryRead(out _));
        Assert.Equal(new AvroStatus(AvroErrorCode.BadUtf8, 0, "sensor"), fault.Status);
    }

    [Theory]
    [InlineData(AvroFileCodec.Null)]
    [InlineData(AvroFileCodec.Deflate)]
    public void A_file_cut_at_any_byte_is_refused_unless_it_ends_with_a_block(AvroFileCodec codec)
    {
        var whole = AFile.Of(6, 2, codec);
        var ends = EndsOfBlocks(whole);
        Assert.Equal(4, ends.Count);
        for (var length = 0; length < whole.Length; length++)
        {
            var file = whole[..length];
            if (ends.TryGetValue(length, out var objects))
            {
                using var reader = AvroFileReader<Reading>.Open(new MemoryStream(file));
                Assert.Equal(objects, reader.ReadAll().Count());
                continue;
            }

            var fault = Assert.Throws<AvroFileException>(() =>
            {
                using var reader = AvroFileReader<Reading>.Open(new ChunkedStream(file, 7));
                _ = reader.ReadAll().Count();
            });
            Assert.Equal(AvroErrorCode.EndOfData, fault.Code);
            Assert.InRange(fault.FileOffset, 0, length);
        }
    }

    [Fact]
    public void Any_byte_that_is_changed_gives_a_typed_error_or_other_records_and_never_hangs()
    {
        foreach (var codec in Enum.GetValues<AvroFileCodec>())
        {
            var whole = AFile.Of(8, 3, codec);
            for (var i = 0; i < whole.Length; i++)
            {
                foreach (var change in (byte[])[0x01, 0x80, 0xFF])
                {
                    var file = (byte[])whole.Clone();
                    file[i] ^= change;
                    Assert.True(Record.Exception(() => ReadAll(file)) is null or AvroFileException
                        or OrderPipeline.Avro.Resolution.AvroResolutionException);
                }
            }
        }
    }

    [Fact]
    public void Deflate_that_does_not_end_or_is_none_is_refused()
    {
        var header = AFile.Header(("avro.schema", AFile.SchemaJson), ("avro.codec", "deflate"));
        var deflated = Deflated(One);
        foreach (var data in (byte[][])[deflated[..^1], [0xFF, 0xFF], []])
        {
            var file = (byte[])[.. header, .. AFile.Block(1, data.Length, data)];
            var fault = Assert.Throws<AvroFileException>(() => ReadAll(file));
            Assert.Equal((AvroErrorCode.BadCompression, header.Length), (fault.Code, fault.FileOffset));
        }
    }

    [Fact]
    public void A_deflate_bomb_costs_no_more_than_the_limit()
    {
        const int limit = 1 << 20;
        var header = AFile.Header(("avro.schema", "\"bytes\""), ("avro.codec", "deflate"));
        var bomb = Deflated([.. AFile.Long(100 << 20), .. new byte[100 << 20]]);
        var file = (byte[])[.. header, .. AFile.Block(1, bomb.Length, bomb)];
        var options = new AvroFileReaderOptions { MaxBlockBytes = limit };
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var reader = AvroBlockReader.Open(new MemoryStream(file), options);
        var fault = Assert.Throws<AvroFileException>(() => reader.ReadNextBlock());
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(AvroErrorCode.BlockTooLarge, fault.Code);
        Assert.InRange(allocated, 0, (2 * file.Length) + (3 * limit));
    }

    [Fact]
    public void A_claim_costs_nothing_until_the_bytes_are_there()
    {
        var file = (byte[])[.. AFile.Header(), .. AFile.Block(1, 60 << 20), .. new byte[50_000]];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(AvroErrorCode.EndOfData, Assert.Throws<AvroFileException>(() => ReadAll(file)).Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Objects_without_bytes_are_bounded()
    {
        var header = AFile.Header(("avro.schema", "\"null\""));
        var file = (byte[])[.. header, .. AFile.Block(1000, 0), .. AFile.Block(1_000_000_000, 0)];
        using var reader = AvroBlockReader.Open(new MemoryStream(file));
        Assert.True(reader.ReadNextBlock());
        var count = 0;
        while (reader.TryReadObject(out var encoded))
            count += encoded.Length + 1;
        Assert.Equal(1000, count);
        Assert.Equal(
            AvroErrorCode.TooManyItems, Assert.Throws<AvroFileException>(() => reader.ReadNextBlock()).Code);
    }

    private static byte[] Deflated(byte[] data)
    {
        using var stream = new MemoryStream();
        using (var deflating = new DeflateStream(stream, CompressionLevel.Optimal, leaveOpen: true))
            deflating.Write(data);
        return stream.ToArray();
    }

    private static void ReadAll(byte[] file)
    {
        using var reader = AvroFileReader<Reading>.Open(new MemoryStream(file));
        _ = reader.ReadAll().Count();
    }

    private static void ReadRaw(AvroBlockReader reader)
    {
        while (reader.ReadNextBlock())
        {
            while (reader.TryReadObject(out _))
            {
            }
        }
    }

    /// <summary>The lengths at which a file is whole, each with the objects up to there.</summary>
    private static Dictionary<int, int> EndsOfBlocks(byte[] file)
    {
        using var reader = AvroBlockReader.Open(new MemoryStream(file));
        var ends = new Dictionary<int, int> { [(int)reader.BlockOffset] = 0 };
        var objects = 0;
        while (reader.ReadNextBlock())
        {
            objects += (int)reader.ObjectsLeft;
            var marker = file.AsSpan((int)reader.BlockOffset).IndexOf(AFile.Marker);
            ends[(int)reader.BlockOffset + marker + AFile.Marker.Length] = objects;
        }

        return ends;
    }
}
