using OrderPipeline.Messaging.Identity;

namespace Messaging.Tests.Identity;

[Trait("Category", "Unit")]
public sealed class InstanceLockTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"instance-lock-{Guid.NewGuid():N}");

    [Fact]
    public void Each_holder_gets_the_smallest_number_that_is_free()
    {
        using var first = Take("order-aggregation");
        using var second = Take("order-aggregation");
        Assert.Equal(("host-1", "host-2"), (first.InstanceId, second.InstanceId));

        first.Dispose();
        using var third = Take("order-aggregation");

        Assert.Equal("host-1", third.InstanceId);
    }

    [Theory]
    [InlineData("a/b", "a%b")]
    [InlineData("a/b", "a_b")]
    [InlineData("größe", "gr__e")]
    [InlineData("..", "__")]
    public void Groups_do_not_share_numbers_whatever_their_names_hold(string one, string other)
    {
        using var first = Take(one);
        using var second = Take(other);

        Assert.Equal(("host-1", "host-1"), (first.InstanceId, second.InstanceId));
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void A_file_that_a_dead_process_left_is_taken_again()
    {
        Take("group").Dispose();
        Assert.Single(Directory.GetFiles(_folder));

        using var next = Take("group");

        Assert.Equal("host-1", next.InstanceId);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private InstanceLock Take(string group) => InstanceLock.Take(_folder, group, "host");
}
