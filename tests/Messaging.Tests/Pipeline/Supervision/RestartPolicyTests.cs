using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Pipeline.Supervision;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.Messaging.Transactions;
using OrderPipeline.Messaging.Transactions.Guarding;

namespace Messaging.Tests.Pipeline.Supervision;

[Trait("Category", "Unit")]
public sealed class RestartPolicyTests
{
    public static TheoryData<string, bool> Judged => new()
    {
        { "group", false },
        { "program", false },
        { "settings", false },
        { "hung", false },
        { "hopeless", false },
        { "denied", false },
        { "broken order", false },
        { "fenced", true },
        { "unknown outcome", true },
        { "lost client", true },
        { "kafka", true },
    };

    [Theory]
    [MemberData(nameof(Judged))]
    public void What_the_cluster_did_may_be_mended_and_what_a_person_did_not(string failure, bool mayMend)
    {
        foreach (var inRow in (int[])[1, 100])
            Assert.Equal(mayMend, RestartPolicy.MayMend(Named(failure), inRow));
    }

    [Fact]
    public void What_nobody_foresaw_is_tried_again_a_few_times()
    {
        var tries = Enumerable.Range(1, 10).Where(inRow => RestartPolicy.MayMend(new FormatException(), inRow));

        Assert.Equal([1, 2, 3, 4], tries);
    }

    [Fact]
    public void The_wait_grows_up_to_half_a_minute()
    {
        var waits = Enumerable.Range(1, 40).Select(inRow => RestartPolicy.DelayBefore(inRow).TotalSeconds);

        Assert.Equal([1, 2, 4, 8, 16, .. Enumerable.Repeat(30.0, 35)], waits);
    }

    private static Exception Named(string failure) => failure switch
    {
        "group" => new GroupException("another process runs as host-1"),
        "program" => new ProgramException(ExitCode.Failed, "denied"),
        "settings" => new SettingsException("bad"),
        "hung" => new TransactionException(TransactionFailure.Hung, "hung"),
        "hopeless" => new TransactionException(TransactionFailure.Hopeless, "hopeless"),
        "denied" => new KafkaException(new Error(ErrorCode.GroupAuthorizationFailed)),
        "broken order" => new BrokenOrderException("a bug"),
        "fenced" => new TransactionException(TransactionFailure.Fenced, "fenced"),
        "unknown outcome" => new TransactionException(TransactionFailure.Replace, "late"),
        "lost client" => new LostClientException("fatal"),
        _ => new KafkaException(new Error(ErrorCode.Local_State)),
    };
}
