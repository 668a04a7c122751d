using OrderPipeline.Avro;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Serdes;
using SchemaRegistry.Tests.Fakes;
using TestKit.Memory;
using Xunit;

namespace SchemaRegistry.Tests.Serdes;

[Trait("Category", "Unit")]
public sealed class RegisteredWriterTests
{
    // 0, id 258, then "ab" (length 2 as zigzag 4) and 300 (zigzag 600 = D8 04).
    private const string Framed = "0000000102046162D804";

    [Fact]
    public void A_value_is_written_behind_its_schema_id()
    {
        var destination = new byte[64];

        Assert.True(new RegisteredWriter<Parcel>(258).TryWrite(new Parcel("ab", 300), destination, out var written));

        Assert.Equal(Framed, Convert.ToHexString(destination, 0, written));
    }

    [Fact]
    public void Spans_are_written_the_same_way()
    {
        var destination = new byte[10];
        var registered = new RegisteredWriter<Parcel>(258);

        Assert.True(registered.TryBegin(destination, out var writer));
        writer.WriteUtf8("ab"u8);
        writer.WriteInt(300);
        Assert.True(RegisteredWriter<Parcel>.TryEnd(in writer, out var written));

        Assert.Equal(10, written);
        Assert.Equal(Framed, Convert.ToHexString(destination));
    }

    [Fact]
    public void Every_shorter_destination_is_refused_and_not_written_past()
    {
        var registered = new RegisteredWriter<Parcel>(258);
        for (var length = 0; length < 10; length++)
        {
            var destination = new byte[12];
            Assert.False(registered.TryWrite(new Parcel("ab", 300), destination.AsSpan(0, length), out var written));
            Assert.Equal(0, written);
            Assert.All(destination[length..], b => Assert.Equal(0, b));
        }
    }

    [Fact]
    public void A_value_that_no_length_can_hold_is_an_error()
    {
        var error = Assert.Throws<AvroException>(
            () => new RegisteredWriter<Parcel>(1).TryWrite(new Parcel("\ud800", 1), new byte[64], out _));

        Assert.Equal(AvroErrorCode.LoneSurrogate, error.Status.Code);
    }

    [Fact]
    public void Writing_allocates_nothing()
    {
        var registered = new RegisteredWriter<Parcel>(258);
        var parcel = new Parcel("ab", 300);
        var destination = new byte[64];

        Assert.Equal(0, Allocations.Of(() => registered.TryWrite(parcel, destination, out _)));
    }

    [Fact]
    public async Task The_id_comes_from_the_registry_once()
    {
        var registry = new FakeRegistry()
            .Answers(404, """{"error_code":40401,"message":"none"}""").Answers(200, """{"id":258}""");
        using var client = AClient.Over(registry);

        var writer = await RegisteredWriter<Parcel>.CreateAsync(new SubjectRegistrar(client, false), "parcels-value");

        Assert.Equal(258, writer.SchemaId);
        Assert.Equal("/subjects/parcels-value/versions", registry.Seen.Last().PathAndQuery);
    }
}
