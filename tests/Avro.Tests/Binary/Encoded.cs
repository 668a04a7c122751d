using OrderPipeline.Avro;
using Xunit;

namespace Avro.Tests.Binary;

/// <summary>What a writer makes of something, in hex.</summary>
internal static class Encoded
{
    internal delegate void Writing(ref AvroWriter writer);

    internal static string Hex(Writing write, int room = 4096)
    {
        var buffer = new byte[room];
        var writer = new AvroWriter(buffer);
        write(ref writer);
        Assert.Equal(AvroErrorCode.None, writer.Error);
        return Convert.ToHexStringLower(buffer, 0, writer.Written);
    }
}
