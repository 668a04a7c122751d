using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Native;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.Transactions;
using OrderPipeline.SchemaRegistry;

namespace OrderPipeline.Messaging.Hosting;

/// <summary>Says any failure in one line, with the exit code that belongs to it.</summary>
internal static class FailureText
{
    /// <summary>The exit code and the sentence; no stack, no line break, no secret.</summary>
    public static (int ExitCode, string Text) Of(Exception failure)
    {
        while (failure is AggregateException { InnerExceptions: [var only] })
            failure = only;
        var (code, text) = failure switch
        {
            ProgramException known => (known.ExitCode, known.Message),
            SettingsException settings => (ExitCode.Usage, settings.Message),
            KafkaException kafka => Of(kafka.Error),
            TransactionException { InnerException: KafkaException cause } => Of(cause.Error),
            SchemaRegistryException { Failure: SchemaRegistryFailure.Unreachable } registry =>
                (ExitCode.Unreachable, registry.Message),
            StateUnavailableException unavailable => (ExitCode.Unreachable, unavailable.Message),
            SchemaRegistryException or TransactionException or GroupException or LostClientException
                or PartitionStateException or LibrdkafkaException or IOException => (ExitCode.Failed, failure.Message),
            DllNotFoundException => (ExitCode.Failed,
                "librdkafka cannot be loaded: run ./dev setup, or add the package librdkafka.redist"),
            // The client's builder says so of a bad property; its sentence can quote a value.
            InvalidOperationException bad when bad.Source == "Confluent.Kafka" => (ExitCode.Usage,
                "the Kafka client refuses its settings: " + (
                    SecretNames.Holds(bad.Message) ? "see Kafka:Client" : bad.Message)),
            _ => (ExitCode.Failed, $"unexpected {failure.GetType().Name}: {failure.Message}"),
        };
        return (code, OneLine(text));
    }

    /// <summary>The exit code and the sentence of what the cluster or a client says.</summary>
    public static (int ExitCode, string Text) Of(Error error) => error.Code switch
    {
        ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Resolve =>
            (ExitCode.Unreachable, "the Kafka cluster cannot be reached: " + error.Reason),
        ErrorCode.Local_TimedOut =>
            (ExitCode.Unreachable, "the Kafka cluster did not answer in time: " + error.Reason),
        ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed =>
            (ExitCode.Failed, "the Kafka cluster refuses the credentials: see Kafka:Client"),
        ErrorCode.Local_Ssl => (ExitCode.Failed, "TLS to the Kafka cluster failed: " + error.Reason),
        ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed
            or ErrorCode.ClusterAuthorizationFailed or ErrorCode.TransactionalIdAuthorizationFailed =>
            (ExitCode.Failed, "the Kafka cluster denies a right: " + error.Reason),
        ErrorCode.FencedInstanceId =>
            (ExitCode.Failed, "another process runs as this instance: " + error.Reason),
        _ when ErrorClasses.IsOfStart(error.Code) =>
            (ExitCode.Unreachable, "the Kafka cluster is not ready: " + error.Reason),
        _ => (ExitCode.Failed, $"Kafka: {error.Reason} ({error.Code})"),
    };

    private static string OneLine(string text) =>
        string.Concat(text.ReplaceLineEndings(" ").Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
}
