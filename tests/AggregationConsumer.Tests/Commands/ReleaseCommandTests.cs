using System.CommandLine;
using OrderPipeline.AggregationConsumer.Commands;
using OrderPipeline.Messaging.Hosting;

namespace AggregationConsumer.Tests.Commands;

[Trait("Category", "Unit")]
public sealed class ReleaseCommandTests
{
    private const string NoPartition = "release takes the number of a partition, from 0, as in release 2";
    private const string NoOffset = "--to takes an offset: a whole number from 0";

    private static readonly Command Release = new("release") { ReleaseCommand.Partition, ReleaseCommand.To };

    [Theory]
    [InlineData("x", NoPartition)]
    [InlineData("-1", NoPartition)]
    [InlineData("4294967296", NoPartition)]
    [InlineData("2 --to end", NoOffset)]
    [InlineData("2 --to -1", NoOffset)]
    [InlineData("2 --to 1,000", NoOffset)]
    public void What_is_no_number_is_refused_in_our_own_words(string line, string message) =>
        Assert.Equal(message, Assert.Single(Release.Parse(line).Errors).Message);

    [Fact]
    public void Partition_and_offset_are_taken_as_numbers()
    {
        var result = Release.Parse("2 --to 5000000000");

        Assert.Empty(result.Errors);
        Assert.Equal(
            (2, 5_000_000_000L), (result.GetValue(ReleaseCommand.Partition), result.GetValue(ReleaseCommand.To)));
    }

    [Fact]
    public async Task A_stop_before_the_answer_is_a_failure_that_says_that_nobody_knows()
    {
        var stopped = new CancellationToken(canceled: true);

        var failure = await Assert.ThrowsAsync<ProgramException>(
            () => ReleaseCommand.AnswerAsync(Task.FromCanceled(stopped), "orders[2]", stopped));

        Assert.Equal(
            (ExitCode.Failed,
                "stopped before the cluster answered: orders[2] may be released or not; run release again"),
            (failure.ExitCode, failure.Message));
    }
}
