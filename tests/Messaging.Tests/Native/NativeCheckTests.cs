using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Native;

namespace Messaging.Tests.Native;

[Trait("Category", "Unit")]
public sealed class NativeCheckTests
{
    [Fact]
    public void This_machines_library_has_all_that_is_called() => Assert.Null(NativeCheck.Warning());

    [Fact]
    public void A_function_that_is_missing_is_named_before_the_first_record()
    {
        var lacks = Librdkafka.Lacks([.. NativeCheck.BatchFunctions, "rd_kafka_of_tomorrow", "rd_kafka_of_next_year"]);

        Assert.Equal(
            $"librdkafka {Librdkafka.VersionName} lacks rd_kafka_of_tomorrow, rd_kafka_of_next_year: "
            + "records are read one by one, at about a third of the speed",
            NativeCheck.Warning(lacks, static () => null));
    }

    [Fact]
    public void A_client_that_hides_its_handle_is_said_too() => Assert.Equal(
        "no handle: records are read one by one, at about a third of the speed",
        NativeCheck.Warning([], static () => "no handle"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Where_the_batch_cannot_be_had_records_come_one_by_one(bool isFoundAtFirstUse)
    {
        Exception failure = new LibrdkafkaException("no such function");
        if (isFoundAtFirstUse) failure = new TypeInitializationException("ConsumeCalls", failure);
        using var single = new SingleRecordSource(null!);

        Assert.Same(single, NativeCheck.Open(() => throw failure, () => single));
    }

    [Fact]
    public void Any_other_failure_comes_through() => Assert.Throws<InvalidOperationException>(() =>
        NativeCheck.Open(static () => throw new InvalidOperationException(), static () => null!));
}
