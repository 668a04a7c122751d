using OrderPipeline.Avro;
using OrderPipeline.Avro.Schemas;

namespace SchemaRegistry.Tests.Fakes;

/// <summary>A record as the generator would write it: an id and a weight.</summary>
internal sealed record Parcel(string Id, int Grams) : IAvroRecord<Parcel>
{
    public static string SchemaJson =>
        """{"type":"record","name":"Parcel","namespace":"Tests","fields":[""" +
        """{"name":"id","type":"string"},{"name":"grams","type":"int"}]}""";

    public static RecordSchema Schema { get; } = (RecordSchema)AvroSchema.Parse(SchemaJson);

    public static AvroStatus TryRead(ref AvroReader reader, out Parcel? value)
    {
        value = null;
        if (!reader.TryReadString(out var id) || !reader.TryReadInt(out var grams))
            return new AvroStatus(reader.Error, reader.ErrorOffset, null);
        value = new Parcel(id, grams);
        return AvroStatus.Ok;
    }

    public static Parcel Read(ref AvroReader reader)
    {
        var status = TryRead(ref reader, out var value);
        return status.IsOk ? value! : throw new AvroException(status);
    }

    public void Write(ref AvroWriter writer)
    {
        writer.WriteString(Id);
        writer.WriteInt(Grams);
    }
}
