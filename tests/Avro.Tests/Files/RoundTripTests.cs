using System.Text;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Files;
using OrderPipeline.Avro.Schemas;
using Xunit;

namespace Avro.Tests.Files;

[Trait("Category", "Unit")]
public sealed class RoundTripTests
{
    [Fact]
    public void A_file_is_the_magic_the_metadata_the_marker_and_blocks_of_count_size_data_and_marker()
    {
        using var stream = new MemoryStream();
        var options = new AvroFileWriterOptions
        {
            SyncMarker = AFile.Marker,
            Metadata = new Dictionary<string, byte[]> { ["z"] = [1, 2], ["a"] = [] },
        };
        using (var writer = AvroBlockWriter.Create(stream, AvroSchema.Parse("\"int\""), options))
        {
            writer.Append([0x02]);
            writer.Append([0x80, 0x01]);
        }

        const string marker = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a";
        Assert.Equal(
            "4f626a01"
            + "08" + "0261" + "00"
            + "14" + Hex("avro.codec") + "08" + Hex("null")
            + "16" + Hex("avro.schema") + "0a" + Hex("\"int\"")
            + "027a" + "040102"
            + "00" + marker
            + "04" + "06" + "028001" + marker,
            Convert.ToHexStringLower(stream.ToArray()));
    }

    [Theory]
    [InlineData(AvroFileCodec.Null, 64)]
    [InlineData(AvroFileCodec.Null, 65536)]
    [InlineData(AvroFileCodec.Deflate, 64)]
    [InlineData(AvroFileCodec.Deflate, 65536)]
    public async Task What_was_written_is_read_again(AvroFileCodec codec, int blockBytes)
    {
        var readings = AFile.Readings(5_000);
        using var written = new MemoryStream();
        await using (var writer = AvroFileWriter<Reading>.Create(written, AFile.Options(codec, blockBytes)))
        {
            foreach (var reading in readings)
                await writer.AppendAsync(reading, TestContext.Current.CancellationToken);
        }

        using var inOneGo = AvroFileReader<Reading>.Open(new MemoryStream(written.ToArray()));
        Assert.Equal(codec, inOneGo.Blocks.Header.Codec);
        Assert.Equal(readings, inOneGo.ReadAll());
        Assert.False(inOneGo.TryRead(out _));

        var read = new List<Reading>();
        await using var inPieces = await AvroFileReader<Reading>.OpenAsync(
            new ChunkedStream(written.ToArray(), 61), cancellation: TestContext.Current.CancellationToken);
        await foreach (var reading in inPieces.ReadAllAsync(TestContext.Current.CancellationToken))
            read.Add(reading);
        Assert.Equal(readings, read);
    }

    [Fact]
    public void A_file_of_another_version_is_resolved()
    {
        using var reader = AvroFileReader<Next.Reading>.Open(new MemoryStream(AFile.Of(100, 10)));
        var readings = reader.ReadAll().ToList();
        Assert.Equal(100, readings.Count);
        Assert.Equal(new Next.Reading { Name = "s99", Unit = "°C", Value = 693 }, readings[99]);
    }

    [Fact]
    public void A_file_without_records_has_a_header_and_no_block()
    {
        using var stream = new MemoryStream();
        AvroFileWriter<Reading>.Create(stream, AFile.Options()).Dispose();
        stream.Position = 0;
        using var reader = AvroFileReader<Reading>.Open(stream);
        Assert.False(reader.TryRead(out _));
        Assert.Equal(stream.Length, reader.Blocks.BlockOffset);
    }

    [Fact]
    public void Metadata_of_the_user_are_kept_and_those_of_the_specification_reserved()
    {
        var options = new AvroFileWriterOptions
        {
            Metadata = new Dictionary<string, byte[]> { ["made.by"] = "töst"u8.ToArray() },
            LeavesOpen = true,
        };
        using var stream = new MemoryStream();
        AvroFileWriter<Reading>.Create(stream, options).Dispose();
        stream.Position = 0;
        using var reader = AvroBlockReader.Open(stream);
        Assert.Equal("töst", reader.Header.MetadataText("made.by"));
        Assert.Equal(AFile.SchemaJson, reader.Header.SchemaJson.Replace(
            ",\"doc\":\"What the container files of these tests hold.\"", "", StringComparison.Ordinal));
        Assert.Null(reader.Header.MetadataText("nobody"));
        var reserved = new AvroFileWriterOptions
        {
            Metadata = new Dictionary<string, byte[]> { ["avro.mine"] = [] },
        };
        Assert.Throws<ArgumentException>(() => AvroFileWriter<Reading>.Create(stream, reserved));
    }

    [Fact]
    public void Markers_are_random_unless_they_are_given()
    {
        var markers = new HashSet<string>();
        for (var i = 0; i < 8; i++)
        {
            using var writer = AvroFileWriter<Reading>.Create(new MemoryStream());
            markers.Add(Convert.ToHexString(writer.Blocks.Header.SyncMarker.Span));
        }

        Assert.Equal(8, markers.Count);
    }

    [Fact]
    public void What_was_flushed_can_be_read_while_the_file_is_open()
    {
        using var stream = new MemoryStream();
        using var writer = AvroFileWriter<Reading>.Create(stream, AFile.Options());
        writer.Append(AFile.Readings(1)[0]);
        Assert.Equal(0, stream.Length);
        Assert.Equal(1, writer.Blocks.PendingObjects);
        writer.Flush();
        using var reader = AvroFileReader<Reading>.Open(new MemoryStream(stream.ToArray()));
        Assert.Equal(AFile.Readings(1), reader.ReadAll());
    }

    [Fact]
    public void The_end_of_the_header_is_enough_to_open_a_file_that_is_being_sent()
    {
        var file = AFile.Of(1, 1);
        var header = file.Length - 2 - 4 - 16;
        var stream = new ChunkedStream(file, header);
        using var reader = AvroBlockReader.Open(stream);
        Assert.Equal(1, stream.Reads);
        Assert.True(reader.ReadNextBlock());
        Assert.Equal(2, stream.Reads);
    }

    [Fact]
    public void Objects_can_be_taken_as_they_were_written()
    {
        using var reader = AvroBlockReader.Open(new MemoryStream(AFile.Of(3, 2, AvroFileCodec.Deflate)));
        Assert.False(reader.TryReadObject(out _));
        Assert.True(reader.ReadNextBlock());
        Assert.Equal((2, "047330000473310e"), (reader.ObjectsLeft, Convert.ToHexStringLower(reader.BlockData.Span)));
        Assert.True(reader.TryReadObject(out var first));
        Assert.Equal("04733000", Convert.ToHexStringLower(first));
        Assert.True(reader.TryReadObject(out _));
        Assert.False(reader.TryReadObject(out _));
        Assert.True(reader.ReadNextBlock());
        Assert.True(reader.TryReadObject(out var last));
        Assert.Equal("0473321c", Convert.ToHexStringLower(last));
        Assert.False(reader.TryReadObject(out _));
        Assert.False(reader.ReadNextBlock());
    }

    [Fact]
    public void Bytes_that_are_no_value_of_the_schema_are_refused_and_leave_the_file_as_it_was()
    {
        using var stream = new MemoryStream();
        using (var writer = AvroBlockWriter.Create(stream, AvroSchema.Parse(AFile.SchemaJson), AFile.Options()))
        {
            writer.Append([0x02, 0x61, 0x02]);
            var refused = Assert.Throws<AvroException>(() => writer.Append([0x02, 0x61]));
            Assert.Equal(AvroErrorCode.EndOfData, refused.Status.Code);
            Assert.Throws<AvroException>(() => writer.Append([0x02, 0x61, 0x02, 0x00]));
        }

        using var reader = AvroFileReader<Reading>.Open(new MemoryStream(stream.ToArray()));
        Assert.Equal([new Reading { Sensor = "a", Value = 1 }], reader.ReadAll());
    }

    [Fact]
    public async Task An_object_may_be_as_large_as_a_block_and_no_larger()
    {
        var options = new AvroFileWriterOptions { BlockBytes = 100, MaxBlockBytes = 200, LeavesOpen = true };
        using var stream = new MemoryStream();
        await using (var writer = AvroFileWriter<Reading>.Create(stream, options))
        {
            writer.Append(new Reading { Sensor = new string('a', 90), Value = 1 });
            writer.Append(new Reading { Sensor = new string('b', 197), Value = 1 });
            writer.Append(new Reading { Sensor = "c", Value = 1 });
            await writer.AppendAsync(
                new Reading { Sensor = new string('d', 197), Value = 1 }, TestContext.Current.CancellationToken);
            var large = new Reading { Sensor = new string('e', 198), Value = 1 };
            var refused = Assert.Throws<AvroException>(() => writer.Append(large));
            Assert.Equal(AvroErrorCode.BlockTooLarge, refused.Status.Code);
        }

        stream.Position = 0;
        using var reader = AvroFileReader<Reading>.Open(stream, new AvroFileReaderOptions { MaxBlockBytes = 200 });
        Assert.Equal("abcd", string.Concat(reader.ReadAll().Select(reading => reading.Sensor[0])));
    }

    private static string Hex(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));
}
