using OrderPipeline.Avro;
using OrderPipeline.Contracts;
using Xunit;

namespace Contracts.Tests.Hostile;

[Trait("Category", "Unit")]
public sealed class LoneSurrogateTests
{
    // Not data of a theory: attributes keep their texts as UTF-8.
    private static readonly string[] Halves =
    [
        "\ud83d",
        "\ude00",
        "ab\ude00\ud83dc",
        "a text of more than sixty-four characters, so that its length has two bytes, and a half \ud83d",
    ];

    [Fact]
    public void Half_of_a_surrogate_pair_is_never_written()
    {
        foreach (var half in Halves)
        {
            Refuses(Samples.Order with { OrderId = half }, 0);
            Refuses(Samples.Order with { Product = half }, 5);
            Refuses(Samples.ProductAverage with { Product = half }, 0);
            Refuses(Samples.DeadLetter with { OrderId = half }, 1);
            Refuses(Samples.Ledger with { TopicId = half }, 2);
            Refuses(Samples.Redrive with { DeadLetterTopic = half }, 1);
        }
    }

    [Fact]
    public void A_view_writes_no_text_that_is_no_utf8()
    {
        var writer = new AvroWriter(new byte[64]);
        OrderView.Write(ref writer, "1001"u8, [0xed, 0xa0, 0x80], 1);
        Assert.Equal(new AvroStatus(AvroErrorCode.BadUtf8, 5, null), writer.Status);
    }

    private static void Refuses<T>(T value, int offset)
        where T : IAvroRecord<T>
    {
        var writer = new AvroWriter(new byte[1024]);
        value.Write(ref writer);
        Assert.Equal(new AvroStatus(AvroErrorCode.LoneSurrogate, offset, null), writer.Status);
        Assert.Equal(offset, writer.Written);
    }
}
