using System.Text;
using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Transactions;

namespace Messaging.Tests.Rebuilding;

[Trait("Category", "Unit")]
public sealed class RebuildWorkerTests
{
    private readonly ARebuild _rebuild = new();

    [Fact]
    public async Task All_partitions_are_written_in_one_transaction_with_their_offsets_after_the_acknowledgements()
    {
        _rebuild.Cluster.FirstOffsets[1] = 7;
        _rebuild.FormerFirstOffset = 7;
        _rebuild.Consumer.Assign(0, 1);

        var rebuilt = await _rebuild.RunAsync();

        Assert.Equal(
            [
                "init", "begin", "write orders.averages[0]", "write orders.averages[1]", "acknowledged",
                "offsets 0@0 1@7", "commit", "dispose",
            ],
            _rebuild.Cluster.Calls);
        Assert.Equal("new 7", Encoding.UTF8.GetString(Assert.Single(_rebuild.Cluster.State(1)).Value));
        Assert.Equal([0L, 7], rebuilt.Select(one => one.FirstOffset));
        Assert.True(_rebuild.Consumer.IsClosed);
    }

    [Fact]
    public async Task While_others_live_it_never_joins_and_names_them()
    {
        _rebuild.Answers.Enqueue([ARebuild.Other("b-1"), ARebuild.Other("a-1")]);

        var failure = await Assert.ThrowsAsync<GroupException>(() => _rebuild.RunAsync());

        Assert.Equal(
            "rebuild needs the group for itself, and a-1 (client on /10.0.0.7), b-1 (client on /10.0.0.7) are alive: "
            + "stop every instance and run rebuild again",
            failure.Message);
        Assert.Equal(
            "the group still has a-1 (client on /10.0.0.7), b-1 (client on /10.0.0.7); a member that has stopped or "
            + "died is dropped after its session's time: waiting 11 s at most",
            Assert.Single(_rebuild.Said));
        Assert.Empty(_rebuild.Cluster.Calls);
    }

    [Fact]
    public async Task A_member_whose_process_has_ended_is_waited_for()
    {
        _rebuild.Answers.Enqueue([ARebuild.Other("a-1")]);
        _rebuild.Answers.Enqueue([ARebuild.Other("a-1")]);
        _rebuild.Answers.Enqueue([]);
        _rebuild.Consumer.Assign(0, 1);

        await _rebuild.RunAsync();

        Assert.Equal("commit", _rebuild.Cluster.Calls[^2]);
    }

    [Fact]
    public async Task One_that_came_at_the_same_time_and_owns_nothing_is_refused_as_well()
    {
        _rebuild.Answers.Enqueue([]);
        _rebuild.Answers.Enqueue([ARebuild.Other("late-1")]);
        _rebuild.Consumer.Assign(0, 1);

        Assert.Contains(
            "late-1", (await Assert.ThrowsAsync<GroupException>(() => _rebuild.RunAsync())).Message,
            StringComparison.Ordinal);
        Assert.Empty(_rebuild.Cluster.Calls);
    }

    [Fact]
    public async Task A_partition_that_is_taken_away_while_it_reads_ends_it_before_anything_is_written()
    {
        _rebuild.Consumer.Assign(0, 1);
        _rebuild.WhenRead = () => _rebuild.Consumer.Revoke(1);

        var failure = await Assert.ThrowsAsync<GroupException>(() => _rebuild.RunAsync());

        Assert.StartsWith("another member joined the group meanwhile", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_rebuild.Cluster.Calls);
        Assert.True(_rebuild.Consumer.IsClosed);
    }

    [Fact]
    public async Task Where_the_cluster_cannot_tell_the_members_owning_everything_is_enough()
    {
        _rebuild.IsSilent = true;
        _rebuild.Consumer.Assign(0, 1);

        await _rebuild.RunAsync();

        Assert.Equal("commit", _rebuild.Cluster.Calls[^2]);
    }

    [Theory]
    [InlineData(0L, null, true)]
    [InlineData(7L, null, false)]
    [InlineData(null, null, true)]
    public async Task Deleted_first_records_are_a_reason_to_refuse(long? formerFirst, string? topicId, bool isRefused)
    {
        _rebuild.Cluster.FirstOffsets[1] = 7;
        (_rebuild.FormerFirstOffset, _rebuild.FormerTopicId) = (formerFirst, topicId);
        _rebuild.Consumer.Assign(0, 1);

        if (!isRefused)
        {
            await _rebuild.RunAsync();
            return;
        }

        var failure = await Assert.ThrowsAsync<ProgramException>(() => _rebuild.RunAsync());
        Assert.Equal(
            "the first records have been deleted (orders[1] from 0 to 7), so the result would be another one: "
            + "nothing was changed; run rebuild --from-available to count what is left",
            failure.Message);
        Assert.Empty(_rebuild.Cluster.Calls);
    }

    [Fact]
    public async Task What_is_left_is_counted_where_that_is_wanted()
    {
        _rebuild.Cluster.FirstOffsets[1] = 7;
        _rebuild.Consumer.Assign(0, 1);

        await _rebuild.RunAsync(isFromAvailable: true);

        Assert.Equal(7, _rebuild.Cluster.GroupOffset(1));
    }

    [Theory]
    [InlineData("init")]
    [InlineData("begin")]
    [InlineData("write orders.averages[1]")]
    [InlineData("acknowledged")]
    [InlineData("offsets 0@0 1@0")]
    public async Task A_call_that_fails_before_the_commit_changes_nothing(string call)
    {
        _rebuild.Consumer.Assign(0, 1);
        _rebuild.Cluster.FailsBefore =
            name => name == call ? APipeline.Failure(TransactionFailure.Abort) : null;

        var failure = await Assert.ThrowsAsync<ProgramException>(() => _rebuild.RunAsync());

        Assert.StartsWith("nothing was changed: ", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_rebuild.Cluster.State(0));
        Assert.DoesNotContain("commit", _rebuild.Cluster.Calls);
    }

    [Fact]
    public async Task A_commit_of_unknown_outcome_is_said_to_be_one()
    {
        _rebuild.Consumer.Assign(0, 1);
        _rebuild.Cluster.FailsAfterCommit = static () => APipeline.Failure(TransactionFailure.Replace);

        var failure = await Assert.ThrowsAsync<ProgramException>(() => _rebuild.RunAsync());

        Assert.StartsWith(
            "whether the averages were forgotten is not known", failure.Message, StringComparison.Ordinal);
    }
}
