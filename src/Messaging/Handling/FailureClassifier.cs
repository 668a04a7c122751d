using OrderPipeline.Avro;
using OrderPipeline.SchemaRegistry;

namespace OrderPipeline.Messaging.Handling;

/// <summary>The one place that says what a thrown exception means for its record.</summary>
public static class FailureClassifier
{
    /// <summary>Turns an exception into a failure: bytes that cannot be read never pass, all else may.</summary>
    public static Failure Classify(Exception exception)
    {
        var type = exception.GetType().FullName;
        var detail = exception.ToString();
        return exception switch
        {
            AvroException => new Failure(
                FailureKind.Deserialization, exception.Message, MayPass: false, type, detail),
            SchemaRegistryException { IsAboutRegistry: true } => new Failure(
                FailureKind.Processing, exception.Message, MayPass: true, type, detail),
            TimeoutException or IOException or HttpRequestException
                or OperationCanceledException { InnerException: TimeoutException } => new Failure(
                FailureKind.Processing, $"processing failed: {exception.GetType().Name}", MayPass: true, type, detail),
            _ => new Failure(
                FailureKind.Unexpected, $"unexpected {exception.GetType().Name}", MayPass: true, type, detail),
        };
    }
}
