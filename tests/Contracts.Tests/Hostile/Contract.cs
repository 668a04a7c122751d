using OrderPipeline.Avro;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Contracts;

namespace Contracts.Tests.Hostile;

/// <summary>Every way to decode one contract.</summary>
internal abstract class Contract
{
    public delegate AvroStatus ViewReader(ref AvroReader reader);

    public static readonly Contract[] All =
    [
        new TypedContract<Order>(
            Golden.Order, Order.Schema, (ref reader) => OrderView.TryRead(ref reader, out _)),
        new TypedContract<ProductAverage>(
            Golden.ProductAverage, ProductAverage.Schema,
            (ref reader) => ProductAverageView.TryRead(ref reader, out _)),
        new TypedContract<DeadLetter>(Golden.DeadLetter, DeadLetter.Schema, null),
        new TypedContract<Ledger>(Golden.Ledger, Ledger.Schema, null),
        new TypedContract<Redrive>(Golden.Redrive, Redrive.Schema, null),
    ];

    protected Contract(string hex, RecordSchema schema, ViewReader? view)
    {
        Good = Convert.FromHexString(hex);
        Schema = schema;
        View = view;
        Places = Place.In(Good, schema);
    }

    /// <summary>One value, every field set.</summary>
    public byte[] Good { get; }

    /// <summary>The schema.</summary>
    public RecordSchema Schema { get; }

    /// <summary>Everything in the good value that can be wrong.</summary>
    public IReadOnlyList<Place> Places { get; }

    /// <summary>The view's decoder, where there is one.</summary>
    protected ViewReader? View { get; }

    /// <summary>The good value with other bytes in the place of some.</summary>
    public byte[] With(int from, int end, params byte[] bytes) => [.. Good[..from], .. bytes, .. Good[end..]];

    /// <summary>The good value with another number in a place.</summary>
    public byte[] Put(Place place, byte[] number) => With(place.Offset, place.End, number);

    /// <summary>The field or item whose value begins at a byte of the good value.</summary>
    public string FieldAt(int offset) => Places.Single(place => place.Offset == offset).Path;

    /// <summary>Every way to decode says so, and none of them takes memory for what is claimed.</summary>
    public abstract void Refuses(byte[] data, AvroStatus expected);

    /// <summary>The whole value's decoder refuses what is behind a good one.</summary>
    public abstract void RefusesWhole(byte[] data, AvroStatus expected);
}
