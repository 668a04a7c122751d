using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.Messaging.Transactions;
using OrderPipeline.Messaging.Transactions.Guarding;

namespace OrderPipeline.Messaging.Pipeline.Supervision;

/// <summary>Which failures of a running pipeline a new one may mend, and how long to wait before it.</summary>
internal static class RestartPolicy
{
    /// <summary>Failures that nobody foresaw, without a commit between them: then it is a bug, and no restart helps.
    /// </summary>
    private const int MostUnforeseen = 5;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Judges what ended a pipeline that had started.</summary>
    /// <param name="failure">What it threw.</param>
    /// <param name="inRow">How many have failed without a commit between them, this one included.</param>
    public static bool MayMend(Exception failure, int inRow) => failure switch
    {
        // Another process has the id, a right or a setting is wrong, or calls hang however often the client is new.
        GroupException or ProgramException or SettingsException => false,
        TransactionException { Failure: TransactionFailure.Hung or TransactionFailure.Hopeless } => false,
        KafkaException kafka when ErrorClasses.IsHopeless(kafka.Error.Code) => false,
        // What this program itself does wrong must not go on.
        OutOfMemoryException or BrokenOrderException => false,
        // What comes from the cluster passes, some day.
        LostClientException or KafkaException or TransactionException => true,
        _ => inRow < MostUnforeseen,
    };

    /// <summary>Whether a first pipeline, too, waits and tries again: the cluster is there, and some of it is not
    /// ready. One that nobody reaches is for a person to know at once.</summary>
    public static bool IsOfStartingCluster(Exception failure) => failure is TransactionException and
    {
        InnerException: not KafkaException
        {
            Error.Code: ErrorCode.Local_TimedOut or ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown
                or ErrorCode.Local_Resolve or ErrorCode.Local_Ssl
        }
    };

    /// <summary>The wait before the next pipeline: it doubles, up to half a minute.</summary>
    /// <param name="inRow">How many have failed without a commit between them, from 1.</param>
    public static TimeSpan DelayBefore(int inRow) =>
        TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(inRow - 1, 10)));
}
