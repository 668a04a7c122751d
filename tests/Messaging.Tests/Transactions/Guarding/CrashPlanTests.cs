using OrderPipeline.Messaging.Settings;
using OrderPipeline.Messaging.Transactions.Guarding;

namespace Messaging.Tests.Transactions.Guarding;

[Trait("Category", "Unit")]
public sealed class CrashPlanTests
{
    [Fact]
    public void Nothing_is_planned_where_the_environment_says_nothing() =>
        Assert.Null(CrashPlan.From(static _ => null));

    [Theory]
    [InlineData("CRASH_AT")]
    [InlineData("PAUSE_AT")]
    public void A_point_that_there_is_not_is_an_error_that_names_those_there_are(string variable)
    {
        var failure = Assert.Throws<SettingsException>(
            () => CrashPlan.From(name => name == variable ? "after-sendoffsets" : null));

        Assert.StartsWith($"{variable}=after-sendoffsets names no point", failure.Message, StringComparison.Ordinal);
        Assert.Contains("after-send-offsets", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("before-commit:0")]
    [InlineData("before-commit:")]
    [InlineData("before-commit:-1")]
    [InlineData("before-commit:x")]
    public void A_count_that_is_none_is_an_error(string value) =>
        Assert.Throws<SettingsException>(() => CrashPlan.From(name => name == "CRASH_AT" ? value : null));

    [Theory]
    [InlineData("before-init")]
    [InlineData("after-send-offsets")]
    [InlineData("before-restore:3")]
    public void A_point_and_a_count_are_a_plan(string value) =>
        Assert.NotNull(CrashPlan.From(name => name == "CRASH_AT" ? value : null));

    [Fact]
    public void It_strikes_once_at_the_time_that_was_asked_for()
    {
        var strikes = 0;
        var plan = new CrashPlan(CrashPoint.BeforeCommit, 2, () => strikes++);

        plan.Reach(CrashPoint.BeforeCommit);
        plan.Reach(CrashPoint.AfterCommit);
        Assert.Equal(0, strikes);

        plan.Reach(CrashPoint.BeforeCommit);
        plan.Reach(CrashPoint.BeforeCommit);
        Assert.Equal(1, strikes);
    }

    [Fact]
    public void Every_point_of_a_transaction_is_reached_in_order_around_its_call()
    {
        var seen = new List<string>();
        var inner = new ScriptedWriter(seen.Add);
        foreach (var point in Enum.GetValues<CrashPoint>())
        {
            if (point is CrashPoint.BeforeRestore or CrashPoint.AfterRestore or CrashPoint.InRevocation) continue;
            seen.Clear();
            using var writer = new CrashingWriter(
                inner, new CrashPlan(point, 1, () => seen.Add(CrashPlan.NameOf(point))));
            writer.Initialize();
            writer.Begin();
            writer.Write(ScriptedWriter.Record);
            writer.AwaitAcknowledgements();
            writer.SendOffsets([(0, 1)]);
            writer.Commit();
            writer.Abort();

            List<string> calls = ["init", "begin", "write", "acknowledgements", "send-offsets", "commit", "abort"];
            var name = CrashPlan.NameOf(point);
            var at = calls.IndexOf(name[(name.IndexOf('-', StringComparison.Ordinal) + 1)..]);
            Assert.True(at >= 0, name);
            calls.Insert(name[0] == 'b' ? at : at + 1, name);
            Assert.Equal(calls, seen);
        }
    }
}
