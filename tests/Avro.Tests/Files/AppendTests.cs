using OrderPipeline.Avro;
using OrderPipeline.Avro.Files;
using OrderPipeline.Avro.Schemas;
using Xunit;

namespace Avro.Tests.Files;

[Trait("Category", "Unit")]
public sealed class AppendTests
{
    [Theory]
    [InlineData(AvroFileCodec.Null)]
    [InlineData(AvroFileCodec.Deflate)]
    public void A_file_goes_on_with_its_own_codec_and_marker(AvroFileCodec codec)
    {
        var path = Path.Combine(Path.GetTempPath(), $"avro-append-{Guid.NewGuid():N}.avro");
        try
        {
            for (var i = 0; i < 3; i++)
            {
                // The first time there is no file yet; the codec counts then only.
                var options = new AvroFileWriterOptions { Codec = i == 0 ? codec : AvroFileCodec.Null };
                using var writer = AvroFileWriter<Reading>.Append(path, options);
                writer.Append(new Reading { Sensor = "s", Value = i });
            }

            using var reader = AvroFileReader<Reading>.Open(path);
            Assert.Equal(codec, reader.Blocks.Header.Codec);
            Assert.Equal([0, 1, 2], reader.ReadAll().Select(reading => reading.Value));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Nothing_is_appended_behind_a_torn_block()
    {
        using var file = new MemoryStream();
        file.Write(AFile.Of(4, 2).AsSpan()[..^1]);
        file.Position = 0;
        var fault = Assert.Throws<AvroFileException>(() => AvroFileWriter<Reading>.Append(file));
        Assert.Equal((AvroErrorCode.BadSyncMarker, file.Length - 16), (fault.Code, fault.FileOffset));
    }

    [Fact]
    public void Records_of_another_schema_are_not_appended()
    {
        using var file = new MemoryStream();
        file.Write(AFile.Of(1, 1));
        file.Position = 0;
        var fault = Assert.Throws<AvroFileException>(() => AvroFileWriter<Next.Reading>.Append(file));
        Assert.Equal(AvroErrorCode.BadHeader, fault.Code);
    }

    [Fact]
    public void A_stream_that_failed_within_a_block_takes_no_more()
    {
        var stream = new FullStream();
        var writer = AvroBlockWriter.Create(stream, AvroSchema.Parse("\"int\""), AFile.Options());
        writer.Append([2]);
        Assert.Throws<IOException>(writer.EndBlock);
        Assert.Throws<InvalidOperationException>(() => writer.Append([2]));
        writer.Dispose();
        Assert.Equal(1, stream.Writes);
        Assert.Throws<ObjectDisposedException>(() => writer.Append([2]));
    }

    [Theory]
    [InlineData(31, 64, 16)]
    [InlineData(64, 31, 16)]
    [InlineData(64, 64, 15)]
    public void Options_out_of_their_range_are_refused(int blockBytes, int maxBlockBytes, int markerBytes)
    {
        var options = new AvroFileWriterOptions
        {
            BlockBytes = blockBytes,
            MaxBlockBytes = maxBlockBytes,
            SyncMarker = new byte[markerBytes],
        };
        Assert.ThrowsAny<ArgumentException>(
            () => AvroBlockWriter.Create(new MemoryStream(), AvroSchema.Parse("\"int\""), options));
    }

    private sealed class FullStream : MemoryStream
    {
        internal int Writes { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Writes++;
            throw new IOException("no space left");
        }
    }
}
