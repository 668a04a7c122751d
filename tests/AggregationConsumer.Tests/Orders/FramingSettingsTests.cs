using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Settings;

namespace AggregationConsumer.Tests.Orders;

[Trait("Category", "Unit")]
public sealed class FramingSettingsTests
{
    [Theory]
    [InlineData(InputFormat.Confluent)]
    [InlineData(InputFormat.SingleObject)]
    [InlineData(InputFormat.Auto)]
    public void Only_raw_orders_need_a_schema_file(InputFormat format)
    {
        Assert.Empty(ConsumerOptionsValidator.Validate(new ConsumerOptions { Group = "g", InputFormat = format }));
        using var framing = new AnOrderFraming(format, schemaFile: "");
    }

    [Fact]
    public void Raw_orders_without_a_schema_file_are_refused()
    {
        var options = new ConsumerOptions { Group = "g", InputFormat = InputFormat.Raw };
        Assert.Equal(
            ("InputSchemaFile", "InputFormat Raw needs the schema that the records were written with"),
            Assert.Single(ConsumerOptionsValidator.Validate(options)));
        var refusal = Assert.Throws<ProgramException>(() => new AnOrderFraming(InputFormat.Raw));
        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
    }

    [Theory]
    [InlineData(InputFormat.Confluent)]
    [InlineData(InputFormat.SingleObject)]
    [InlineData(InputFormat.Raw)]
    [InlineData(InputFormat.Auto)]
    public void A_schema_file_that_is_not_there_is_named(InputFormat format)
    {
        var options = new ConsumerOptions { Group = "g", InputFormat = format, InputSchemaFile = "no/such.avsc" };
        Assert.Equal(
            ("InputSchemaFile", "there is no file 'no/such.avsc'"),
            Assert.Single(ConsumerOptionsValidator.Validate(options)));
    }

    [Theory]
    [InlineData(InputFormat.SingleObject)]
    [InlineData(InputFormat.Raw)]
    [InlineData(InputFormat.Auto)]
    public void A_schema_that_is_no_orders_stops_the_program(InputFormat format)
    {
        const string idIsInt = """{"type":"record","name":"Order","fields":[{"name":"orderId","type":"int"}]}""";
        AssertRefused(format, idIsInt, "orderId: the writer has int, the reader string");
        AssertRefused(format, "{", "the text is no JSON");
    }

    private static void AssertRefused(InputFormat format, string schema, string reason)
    {
        using var file = new OtherOrderSchemaFile(schema);
        var refusal = Assert.Throws<ProgramException>(() => new AnOrderFraming(format, file.Path));
        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        Assert.StartsWith($"Consumer:InputSchemaFile {file.Path}: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }
}
