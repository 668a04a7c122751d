using Avro.Tests.Files;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Fingerprints;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.SingleObject;
using Xunit;

namespace Avro.Tests.SingleObject;

[Trait("Category", "Unit")]
public sealed class SingleObjectReaderTests
{
    private static readonly Reading A = new() { Sensor = "s", Value = 3 };

    [Fact]
    public void A_record_is_read_as_it_was_written()
    {
        var reader = new SingleObjectReader<Reading>(new SchemaStore());
        Assert.Equal(A, reader.Read(Framed(A)));
        Assert.Equal("c301", Convert.ToHexStringLower(Framed(A).AsSpan(0, 2)));
        Assert.Equal(SchemaFingerprint.Crc64(Reading.Schema), SingleObjectWriter<Reading>.Fingerprint);
    }

    [Fact]
    public void Another_writers_record_is_resolved_once_its_schema_is_known()
    {
        var store = new SchemaStore();
        var reader = new SingleObjectReader<Files.Next.Reading>(store);
        Assert.Equal(new AvroStatus(AvroErrorCode.UnknownSchema, 0, null), reader.TryRead(Framed(A), out _));
        Assert.Equal(SingleObjectWriter<Reading>.Fingerprint, store.Add(AvroSchema.Parse(Reading.SchemaJson)));
        Assert.Equal(new Files.Next.Reading { Name = "s", Unit = "°C", Value = 3 }, reader.Read(Framed(A)));
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public void A_schema_that_does_not_resolve_says_why()
    {
        var store = new SchemaStore();
        store.Add(Files.Next.Reading.Schema);
        var reader = new SingleObjectReader<Reading>(store);
        var framed = Framed(new Files.Next.Reading { Name = "n", Value = 1 });
        Assert.Equal(AvroErrorCode.UnmatchedSchema, reader.TryRead(framed, out _).Code);
        var refused = Assert.Throws<AvroResolutionException>(() => reader.Read(framed));
        Assert.Contains("sensor", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_prefix_and_every_byte_more_is_refused_with_its_place()
    {
        var store = new SchemaStore();
        store.Add(Reading.Schema);
        var same = new SingleObjectReader<Reading>(store);
        var other = new SingleObjectReader<Files.Next.Reading>(store);
        var framed = Framed(A);
        for (var length = 0; length < framed.Length; length++)
        {
            var expected = length < SingleObjectEncoding.HeaderSize ? AvroErrorCode.BadFrame : AvroErrorCode.EndOfData;
            Assert.Equal(expected, same.TryRead(framed.AsSpan(0, length), out _).Code);
            Assert.Equal(expected, other.TryRead(framed.AsSpan(0, length), out _).Code);
        }

        var trailing = new AvroStatus(AvroErrorCode.TrailingBytes, framed.Length, null);
        Assert.Equal(trailing, same.TryRead([.. framed, 0], out _));
        Assert.Equal(trailing, other.TryRead([.. framed, 0], out _));
        Assert.Throws<AvroException>(() => same.Read(framed.AsSpan(0, framed.Length - 1)));
    }

    [Theory]
    [InlineData("02ff026e027502", "dropped", 10)]
    [InlineData("026402ff027502", "name", 12)] // kept, and at another place
    [InlineData("0264026e02ff02", "unit", 14)] // bytes that become text
    [InlineData("026402ff0275", "name", 12)] // the value is missing, but the name comes first
    [InlineData("026402ff02750200", "name", 12)] // a byte too many behind it
    [InlineData("02ff02ff02ff02", "dropped", 10)]
    public void Bad_text_of_another_writer_is_named_where_it_was_written(string hex, string field, int offset)
    {
        var writer = AvroSchema.Parse("""
            {"type":"record","name":"Reading","fields":[{"name":"dropped","type":"string"},
             {"name":"name","type":"string"},{"name":"unit","type":"bytes"},{"name":"value","type":"int"}]}
            """);
        var store = new SchemaStore();
        store.Add(writer);
        var reader = new SingleObjectReader<Files.Next.Reading>(store);
        var header = new byte[SingleObjectEncoding.HeaderSize];
        SingleObjectEncoding.WriteHeader(header, SchemaFingerprint.Crc64(writer));
        var expected = new AvroStatus(AvroErrorCode.BadUtf8, offset, field);
        Assert.Equal(expected, reader.TryRead([.. header, .. Convert.FromHexString(hex)], out var value));
        Assert.Null(value);
        Assert.Equal(
            new Files.Next.Reading { Name = "n", Unit = "u", Value = 1 },
            reader.Read([.. header, .. Convert.FromHexString("0264026e027502")]));
    }

    private static byte[] Framed<T>(T value)
        where T : IAvroRecord<T>
    {
        var buffer = new byte[256];
        var writer = new AvroWriter(buffer);
        SingleObjectWriter<T>.Write(ref writer, value);
        return buffer[..writer.Written];
    }
}
