using OrderPipeline.Avro;
using Xunit;

namespace Avro.SourceGenerator.Tests.Generated;

/// <summary>Generated classes to hex and back.</summary>
internal static class Codec
{
    internal static string Hex<T>(T record)
        where T : IAvroRecord<T>
    {
        var buffer = new byte[1024];
        var writer = new AvroWriter(buffer);
        record.Write(ref writer);
        Assert.Equal("ok", writer.Status.ToString());
        return Convert.ToHexStringLower(buffer.AsSpan(0, writer.Written));
    }

    internal static AvroStatus Read<T>(string hex, out T? value)
        where T : IAvroRecord<T>
    {
        var reader = new AvroReader(Convert.FromHexString(hex));
        var status = T.TryRead(ref reader, out value);
        Assert.True(!status.IsOk || reader.Remaining == 0);
        return status;
    }

    internal static string Refusal<T>(T record)
        where T : IAvroRecord<T> => Assert.Throws<InvalidOperationException>(() => Hex(record)).Message;
}
