using OrderPipeline.Avro;
using OrderPipeline.Avro.Files;
using OrderPipeline.Avro.Schemas;
using Xunit;

namespace Avro.Tests.Files;

[Trait("Category", "Unit")]
public sealed class DamageTests
{
    [Theory]
    [InlineData(AvroFileCodec.Null)]
    [InlineData(AvroFileCodec.Deflate)]
    public void A_block_whose_head_is_damaged_is_skipped_to_the_next_marker_and_its_bytes_are_counted(
        AvroFileCodec codec)
    {
        var file = AFile.Of(30, 10, codec);
        var (second, third) = (BlockAt(file, 1), BlockAt(file, 2));
        file[second + 1] ^= 0x40; // its size

        var faults = new List<AvroFileException>();
        using var reader = AvroFileReader<Reading>.Open(
            new MemoryStream(file), new AvroFileReaderOptions { SkipsDamage = true, OnDamage = faults.Add });
        var expected = AFile.Readings(30);
        Assert.Equal([.. expected[..10], .. expected[20..]], reader.ReadAll());
        Assert.Equal(
            (1, third - second, 0),
            (reader.Blocks.DamageCount, reader.Blocks.BytesSkipped, reader.Blocks.ObjectsLost));
        Assert.Equal(second, Assert.Single(faults).FileOffset);
    }

    [Fact]
    public void An_object_that_is_damaged_takes_the_rest_of_its_block_along_and_they_are_counted()
    {
        byte[] good = [0x02, 0x61, 0x02];
        byte[] bad = [0x02, 0xFF, 0x02];
        byte[] file =
        [
            .. AFile.Header(), .. AFile.Block(3, 9, [.. good, .. bad, .. good]), .. AFile.Block(1, 3, good),
            .. AFile.Block(2, 3, good), .. AFile.Block(1, 4, [.. good, 0]), .. AFile.Block(1, 3, good),
        ];
        var options = new AvroFileReaderOptions { SkipsDamage = true };
        using var reader = AvroFileReader<Reading>.Open(new ChunkedStream(file, 5), options);
        Assert.Equal(4, reader.ReadAll().Count());
        Assert.Equal((3, 0, 4), (reader.Blocks.DamageCount, reader.Blocks.BytesSkipped, reader.Blocks.ObjectsLost));
    }

    [Fact]
    public void After_a_fault_another_block_can_be_gone_to()
    {
        var file = AFile.Of(30, 10);
        var (second, third) = (BlockAt(file, 1), BlockAt(file, 2));
        file[second + 1] ^= 0x40;
        using var reader = AvroBlockReader.Open(new MemoryStream(file));
        Assert.True(reader.ReadNextBlock());
        Assert.Throws<AvroFileException>(() => reader.ReadNextBlock());

        reader.SeekToBlock(third);

        Assert.True(reader.ReadNextBlock());
        Assert.Equal(10, reader.ObjectsLeft);
    }

    [Fact]
    public void A_block_that_does_not_compress_and_is_as_large_as_the_limit_is_read_as_it_was_written()
    {
        var noise = new byte[1022];
        new Random(7).NextBytes(noise);
        var encoded = new byte[1024];
        var datum = new AvroWriter(encoded);
        datum.WriteBytes(noise);
        using var stream = new MemoryStream();
        var options = new AvroFileWriterOptions
        {
            Codec = AvroFileCodec.Deflate,
            BlockBytes = 1024,
            MaxBlockBytes = 1024,
            LeavesOpen = true,
        };
        using (var writer = AvroBlockWriter.Create(stream, AvroSchema.Parse("\"bytes\""), options))
            writer.Append(encoded.AsSpan(0, datum.Written));
        stream.Position = 0;

        using var reader = AvroBlockReader.Open(stream, new AvroFileReaderOptions { MaxBlockBytes = 1024 });

        Assert.True(reader.ReadNextBlock());
        Assert.True(reader.TryReadObject(out var read));
        Assert.Equal(encoded.AsSpan(0, datum.Written), read);
    }

    [Fact]
    public void A_torn_end_is_damage_too()
    {
        var whole = AFile.Of(20, 10);
        var file = whole[..^1];
        var options = new AvroFileReaderOptions { SkipsDamage = true };
        using var reader = AvroFileReader<Reading>.Open(new MemoryStream(file), options);
        Assert.Equal(AFile.Readings(10), reader.ReadAll());
        Assert.Equal((1, file.Length - BlockAt(whole, 1)), (reader.Blocks.DamageCount, reader.Blocks.BytesSkipped));
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public void Whatever_is_changed_what_was_read_and_what_was_lost_are_the_whole_file()
    {
        var whole = AFile.Of(40, 4);
        var first = BlockAt(whole, 0);
        for (var i = first; i < whole.Length; i++)
        {
            var file = (byte[])whole.Clone();
            file[i] ^= 0x10;
            var faults = new List<AvroFileException>();
            var options = new AvroFileReaderOptions { SkipsDamage = true, OnDamage = faults.Add };
            using var reader = AvroFileReader<Reading>.Open(new MemoryStream(file), options);
            var read = reader.ReadAll().Count();
            Assert.Equal(faults.Count, reader.Blocks.DamageCount);
            Assert.True(
                read == 40 || reader.Blocks.BytesSkipped > 0 || reader.Blocks.ObjectsLost > 0
                    || faults.Any(fault => fault.Code == AvroErrorCode.TrailingBytes),
                $"byte {i}: {read}");
            Assert.InRange(read, 32, 40);
        }
    }

    [Fact]
    public void A_file_of_nothing_but_markers_and_claims_is_gone_through_once()
    {
        // Each head claims nearly all that is left: reading it again for each would take hours.
        var block = AFile.Block(1, 900_007);
        var file = new List<byte>(AFile.Header());
        for (var i = 0; i < 50_000; i++)
            file.AddRange(block);
        var stream = new ChunkedStream([.. file], int.MaxValue);
        var options = new AvroFileReaderOptions { SkipsDamage = true };
        using var reader = AvroFileReader<Reading>.Open(stream, options);
        Assert.False(reader.TryRead(out _));
        Assert.Equal(50_000, reader.Blocks.DamageCount);
        Assert.InRange(stream.Reads, 1, 200);
    }

    [Fact]
    public void Every_record_is_in_exactly_one_part_wherever_the_parts_begin()
    {
        var file = AFile.Of(50, 7);
        var expected = AFile.Readings(50);
        for (var cut = 0; cut <= file.Length; cut++)
        {
            var (before, behind) = (Part(file, 0, cut), Part(file, cut, file.Length));
            Assert.Equal(expected, [.. before, .. behind]);
        }
    }

    [Fact]
    public void A_block_can_be_found_again_by_where_it_began()
    {
        using var reader = AvroFileReader<Reading>.Open(new MemoryStream(AFile.Of(9, 3)));
        var places = new List<long>();
        while (reader.Blocks.ReadNextBlock())
            places.Add(reader.Blocks.BlockOffset);
        reader.Blocks.SeekToBlock(places[1]);
        Assert.Equal(AFile.Readings(9)[3..], reader.ReadAll());
        using var network = AvroFileReader<Reading>.Open(new ChunkedStream(AFile.Of(9, 3), 100));
        Assert.Throws<NotSupportedException>(() => network.Blocks.SeekToBlock(places[1]));
        Assert.Throws<NotSupportedException>(() => network.Blocks.SkipToSync(0));
    }

    private static List<Reading> Part(byte[] file, long start, long end)
    {
        using var reader = AvroFileReader<Reading>.Open(new MemoryStream(file));
        reader.Blocks.SkipToSync(start);
        var readings = new List<Reading>();
        while (reader.Blocks.ReadNextBlock() && !reader.Blocks.IsPast(end))
        {
            while (reader.TryReadFromBlock(out var reading))
                readings.Add(reading);
        }

        return readings;
    }

    private static int BlockAt(byte[] file, int index)
    {
        using var reader = AvroBlockReader.Open(new MemoryStream(file));
        for (var i = 0; i <= index; i++)
            Assert.True(reader.ReadNextBlock());
        return (int)reader.BlockOffset;
    }
}
