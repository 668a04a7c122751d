using OrderPipeline.Avro;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.SchemaRegistry;

namespace Messaging.Tests.Handling;

[Trait("Category", "Unit")]
public sealed class FailureClassifierTests
{
    public static TheoryData<Exception, FailureKind, bool, string> Table => new()
    {
        {
            new AvroException(new AvroStatus(
                AvroErrorCode.TrailingBytes, 17, "price")), FailureKind.Deserialization, false,
            new AvroStatus(AvroErrorCode.TrailingBytes, 17, "price").ToString()
        },
        {
            new SchemaRegistryException(SchemaRegistryFailure.BadAnswer, "Schema Registry http://r: answers with HTML"),
            FailureKind.Processing, true, "Schema Registry http://r: answers with HTML"
        },
        { new TimeoutException("secret"), FailureKind.Processing, true, "processing failed: TimeoutException" },
        { new IOException("secret"), FailureKind.Processing, true, "processing failed: IOException" },
        { new HttpRequestException("secret"), FailureKind.Processing, true, "processing failed: HttpRequestException" },
        { new FileNotFoundException(
            "secret"), FailureKind.Processing, true, "processing failed: FileNotFoundException" },
        { new InvalidOperationException(
            "secret"), FailureKind.Unexpected, true, "unexpected InvalidOperationException" },
        { new NotSupportedException(), FailureKind.Unexpected, true, "unexpected NotSupportedException" },
    };

    [Theory]
    [MemberData(nameof(Table), DisableDiscoveryEnumeration = true)]
    public void What_a_handler_throws_has_one_meaning(Exception thrown, FailureKind kind, bool mayPass, string reason)
    {
        var failure = FailureClassifier.Classify(thrown);

        Assert.Equal((kind, mayPass), (failure.Kind, failure.MayPass));
        Assert.Contains(reason, failure.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(thrown.GetType().FullName, failure.ExceptionType);
        Assert.Equal(thrown.ToString(), failure.Detail);
    }
}
