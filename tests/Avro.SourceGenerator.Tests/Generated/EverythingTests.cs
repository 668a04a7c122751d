using OrderPipeline.Avro;
using OrderPipeline.Generated.Schemas;
using Xunit;

namespace Avro.SourceGenerator.Tests.Generated;

[Trait("Category", "Unit")]
public sealed class EverythingTests
{
    /// <summary>Random data of the Java implementation (seed 7; timestamps of 32 bits), a datum a line.</summary>
    public static TheoryData<int, string> Golden()
    {
        var data = new TheoryData<int, string>();
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", "everything.hex"));
        for (var i = 0; i < lines.Length; i++)
            data.Add(i, lines[i]);
        return data;
    }

    [Theory]
    [MemberData(nameof(Golden))]
    public void What_java_wrote_is_read_and_written_again_to_the_bit(int line, string hex)
    {
        Assert.True(line >= 0);
        var bytes = Convert.FromHexString(hex);
        var reader = new AvroReader(bytes);
        var status = Everything.TryRead(ref reader, out var value);
        Assert.Equal("ok", status.ToString());
        Assert.Equal(0, reader.Remaining);

        var buffer = new byte[bytes.Length];
        var writer = new AvroWriter(buffer);
        value!.Write(ref writer);
        Assert.False(writer.Overflowed);
        Assert.Equal(hex, Convert.ToHexStringLower(buffer.AsSpan(0, writer.Written)));
    }
}
