using System.Text;
using OrderPipeline.Avro.Files;
using OrderPipeline.Avro.Json;
using OrderPipeline.Avro.Schemas;
using Xunit;

namespace Avro.Tests.Fuzzing;

/// <summary>What the fuzzer and the comparison with other implementations have found.</summary>
[Trait("Category", "Unit")]
public sealed class FindingTests
{
    [Fact]
    public void A_deflated_block_of_objects_without_bytes_is_a_whole_stream()
    {
        using var stream = new MemoryStream();
        var options = new AvroFileWriterOptions
        {
            Codec = AvroFileCodec.Deflate,
            SyncMarker = Enumerable.Repeat((byte)0xA5, 16).ToArray(),
            LeavesOpen = true,
        };
        using (var writer = AvroBlockWriter.Create(stream, AvroSchema.Parse("\"null\""), options))
        {
            writer.Append([]);
            writer.Append([]);
        }

        // Two objects, two bytes, an empty deflate stream.
        Assert.EndsWith("a504040300" + string.Concat(Enumerable.Repeat("a5", 16)),
            Convert.ToHexStringLower(stream.ToArray()));
        stream.Position = 0;
        using var reader = AvroBlockReader.Open(stream);
        Assert.True(reader.ReadNextBlock());
        Assert.Equal(2, reader.ObjectsLeft);
        Assert.True(reader.TryReadObject(out _) && reader.TryReadObject(out _));
        Assert.False(reader.TryReadObject(out _) || reader.ReadNextBlock());
    }

    [Theory]
    [InlineData("float", "0000c07f")]
    [InlineData("double", "000000000000f87f")]
    public void Not_a_number_in_JSON_has_the_bits_that_Java_gives_it(string type, string expected) =>
        Assert.Equal(
            expected,
            Convert.ToHexStringLower(
                AvroJson.ToBinary(Encoding.UTF8.GetBytes("\"NaN\""), AvroSchema.Parse($"\"{type}\""))));

    [Theory]
    [InlineData("float", "00000080")]
    [InlineData("double", "0000000000000080")]
    public void Zero_below_zero_keeps_its_sign_in_JSON(string type, string expected)
    {
        var schema = AvroSchema.Parse($"\"{type}\"");
        Assert.Equal("-0.0", AvroJson.ToText(Convert.FromHexString(expected), schema));
        foreach (var json in (string[])["-0.0", "-0", "-0e1"])
            Assert.Equal(expected, Convert.ToHexStringLower(AvroJson.ToBinary(Encoding.UTF8.GetBytes(json), schema)));
    }
}
