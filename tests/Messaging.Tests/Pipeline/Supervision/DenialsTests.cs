using Confluent.Kafka;
using OrderPipeline.Messaging.Pipeline.Supervision;
using TestKit.Time;

namespace Messaging.Tests.Pipeline.Supervision;

[Trait("Category", "Unit")]
public sealed class DenialsTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly Denials _denials;

    public DenialsTests() => _denials = new Denials(_time);

    [Theory]
    [InlineData(ErrorCode.GroupAuthorizationFailed)]
    [InlineData(ErrorCode.TopicAuthorizationFailed)]
    [InlineData(ErrorCode.TransactionalIdAuthorizationFailed)]
    public void A_right_that_is_refused_lasts_once_brokers_have_had_time_to_learn_of_it(ErrorCode code)
    {
        _denials.Add(new Error(code));
        Assert.Null(_denials.Lasting());

        _time.Advance(Denials.Patience);
        Assert.Equal(code, _denials.Lasting()?.Code);
    }

    [Fact]
    public void A_refused_log_in_lasts_only_where_it_is_refused_again()
    {
        _denials.Add(new Error(ErrorCode.Local_Authentication));
        _time.Advance(Denials.Patience);
        Assert.Null(_denials.Lasting());

        for (var second = 0; second <= Denials.Patience.TotalSeconds; second++)
        {
            _denials.Add(new Error(ErrorCode.Local_Authentication));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(ErrorCode.Local_Authentication, _denials.Lasting()?.Code);
    }

    [Fact]
    public void Two_refused_log_ins_hours_apart_are_two_restarts_of_a_broker()
    {
        _denials.Add(new Error(ErrorCode.Local_Authentication));
        _time.Advance(TimeSpan.FromHours(1));
        _denials.Add(new Error(ErrorCode.Local_Authentication));

        Assert.Null(_denials.Lasting());
    }

    [Fact]
    public void What_goes_well_afterwards_clears_it()
    {
        _denials.Add(new Error(ErrorCode.GroupAuthorizationFailed));
        _denials.Clear();
        _time.Advance(Denials.Patience);

        Assert.Null(_denials.Lasting());
    }

    [Theory]
    [InlineData(ErrorCode.Local_Transport)]
    [InlineData(ErrorCode.Local_AllBrokersDown)]
    [InlineData(ErrorCode.NotCoordinatorForGroup)]
    public void What_passes_by_itself_is_no_denial(ErrorCode code)
    {
        _denials.Add(new Error(code));
        _time.Advance(Denials.Patience);

        Assert.Null(_denials.Lasting());
    }
}
