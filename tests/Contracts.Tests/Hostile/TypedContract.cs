using OrderPipeline.Avro;
using OrderPipeline.Avro.Schemas;
using TestKit.Memory;
using Xunit;

namespace Contracts.Tests.Hostile;

/// <summary>A contract by its class, and by its view where it has one.</summary>
internal sealed class TypedContract<T>(string hex, RecordSchema schema, Contract.ViewReader? view)
    : Contract(hex, schema, view)
    where T : class, IAvroRecord<T>
{
    /// <summary>The object that names the fields around a failure, which is of one size.</summary>
    private const int MostForPath = 192;

    public override void Refuses(byte[] data, AvroStatus expected)
    {
        var reader = new AvroReader(data);
        Assert.Equal(expected, T.TryRead(ref reader, out var value));
        Assert.Null(value);
        RefusesWhole(data, expected);
        Assert.Equal(expected, Assert.Throws<AvroException>(() => Read(data)).Status);
        if (View is not null)
        {
            reader = new AvroReader(data);
            Assert.Equal(expected, View(ref reader));
        }

        // A record without a view has made the fields before the bad one, and lists for no more items than could be.
        var most = View is not null ? 0 : Allocations.Of(() => Read(Good)) + MostForPath;
        Assert.InRange(Allocations.Of(() => TryRead(data)), 0, most);
    }

    public override void RefusesWhole(byte[] data, AvroStatus expected)
    {
        Assert.Equal(expected, T.TryReadWhole(data, out var value));
        Assert.Null(value);
    }

    private static T Read(byte[] data)
    {
        var reader = new AvroReader(data);
        return T.Read(ref reader);
    }

    private static void TryRead(byte[] data)
    {
        var reader = new AvroReader(data);
        T.TryRead(ref reader, out _);
    }
}
