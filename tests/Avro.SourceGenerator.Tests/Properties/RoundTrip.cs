using System.Reflection;
using OrderPipeline.Avro;
using Xunit;

namespace Avro.SourceGenerator.Tests.Properties;

/// <summary>Bytes through a generated class that is known by name only, and back.</summary>
internal static class RoundTrip
{
    internal static Func<byte[], byte[]> Of(Type record) =>
        typeof(RoundTrip).GetMethod(nameof(Bytes), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(record).CreateDelegate<Func<byte[], byte[]>>();

    private static byte[] Bytes<T>(byte[] bytes)
        where T : IAvroRecord<T>
    {
        var value = Read<T>(bytes);
        Assert.Equal(value, Read<T>(bytes));
        Assert.Equal(value.GetHashCode(), Read<T>(bytes).GetHashCode());
        var target = new byte[bytes.Length];
        var writer = new AvroWriter(target);
        value.Write(ref writer);
        Assert.Equal(AvroStatus.Ok, writer.Status);
        return target[..writer.Written];
    }

    private static T Read<T>(byte[] bytes)
        where T : IAvroRecord<T>
    {
        var reader = new AvroReader(bytes);
        var status = T.TryRead(ref reader, out var value);
        Assert.Equal("ok", status.ToString());
        Assert.Equal(0, reader.Remaining);
        return value!;
    }
}
