using Confluent.Kafka;
using OrderPipeline.Messaging.Hosting;
using TestKit.Time;

namespace Messaging.Tests.Hosting;

[Trait("Category", "Unit")]
public sealed class KafkaLogTests
{
    private const string Refused =
        "localhost:9092/bootstrap: Connect to ipv4#127.0.0.1:9092 failed: Connection refused";

    private readonly List<string> _lines = [];
    private readonly ManualTimeProvider _clock = new();
    private readonly KafkaLog _log;

    public KafkaLogTests() => _log = new KafkaLog(_lines.Add, _clock, "localhost:9092");

    [Fact]
    public void A_broker_that_is_away_is_one_line_until_it_is_back()
    {
        foreach (var _ in Enumerable.Range(0, 100))
        {
            _log.OnError(new Error(ErrorCode.Local_Transport, Refused));
            _log.OnError(new Error(ErrorCode.Local_AllBrokersDown, "1/1 brokers are down"));
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        _log.Reached();
        _log.Reached();

        Assert.Equal(["cannot reach localhost:9092 (waiting)", "reached localhost:9092 again"], _lines);
    }

    [Fact]
    public void A_broker_that_goes_away_again_is_told_again()
    {
        _log.OnError(new Error(ErrorCode.Local_AllBrokersDown));
        _log.Reached();
        _log.OnError(new Error(ErrorCode.Local_AllBrokersDown));

        Assert.Equal(3, _lines.Count);
    }

    [Fact]
    public void Wrong_credentials_are_told_without_the_brokers_words()
    {
        _log.OnError(new Error(ErrorCode.Local_Authentication, "b:1/1: SASL authentication error: user me failed"));

        Assert.Equal(["b:1 refuses the credentials: see Kafka:Client"], _lines);
        Assert.Equal(ErrorCode.Local_Authentication, _log.LastError?.Code);
    }

    [Fact]
    public void Connection_failures_in_the_log_are_left_to_the_error_and_others_come_once_a_minute()
    {
        _log.OnLog(new LogMessage("c", SyslogLevel.Error, "FAIL", Refused));
        _log.OnLog(new LogMessage("c", SyslogLevel.Info, "VERSION", "hello"));
        _log.OnLog(new LogMessage("c", SyslogLevel.Warning, "MAXPOLL", "poll\nexceeded"));
        _log.OnLog(new LogMessage("c", SyslogLevel.Warning, "MAXPOLL", "poll\nexceeded"));

        Assert.Equal(["Kafka: poll exceeded (MAXPOLL)"], _lines);
    }
}
