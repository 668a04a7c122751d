using Confluent.Kafka;
using OrderPipeline.Messaging.Transactions;
using TestKit.Time;

namespace Messaging.Tests.Transactions;

[Trait("Category", "Unit")]
public sealed class PatientInitTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly List<double> _slices = [];
    private readonly List<double> _rests = [];

    [Fact]
    public void Slices_double_up_to_a_second_and_end_with_the_bound()
    {
        var failure = Assert.Throws<KafkaRetriableException>(() => Run(slice =>
        {
            _time.Advance(slice);
            throw Retriable(ErrorCode.GroupLoadInProgress);
        }));

        Assert.Equal(ErrorCode.GroupLoadInProgress, failure.Error.Code);
        Assert.Equal([20, 40, 80, 160, 320, 640, 1000, 1000, 1000], _slices);
        Assert.Empty(_rests);
    }

    [Fact]
    public void A_slice_that_fails_before_its_time_is_waited_for_so_that_nothing_spins()
    {
        Run(_ =>
        {
            if (_slices.Count == 3) return;
            _time.Advance(TimeSpan.FromMilliseconds(5));
            throw Retriable(ErrorCode.ConcurrentTransactions);
        });

        Assert.Equal([15, 35], _rests);
    }

    [Fact]
    public void What_is_not_worth_another_slice_comes_through()
    {
        Assert.Throws<KafkaException>(() => Run(static _ =>
            throw new KafkaException(ErrorCode.TransactionalIdAuthorizationFailed)));

        Assert.Single(_slices);
    }

    private static KafkaRetriableException Retriable(ErrorCode code) => new(new Error(code));

    private void Run(Action<TimeSpan> call) => PatientInit.Run(
        slice =>
        {
            _slices.Add(slice.TotalMilliseconds);
            call(slice);
        },
        TimeSpan.FromSeconds(4),
        rest =>
        {
            _rests.Add(rest.TotalMilliseconds);
            _time.Advance(rest);
        },
        _time);
}
