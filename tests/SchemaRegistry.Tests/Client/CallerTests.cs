using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Confluent.Kafka;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Authentication;
using OrderPipeline.SchemaRegistry.Serdes;
using SchemaRegistry.Tests.Fakes;
using Xunit;

namespace SchemaRegistry.Tests.Client;

/// <summary>What callers do to a client: give it bad credentials, block its threads, throw it away.</summary>
[Trait("Category", "Unit")]
public sealed class CallerTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_provider_of_credentials_that_fails_is_a_typed_error_without_its_words()
    {
        var registry = new FakeRegistry().Answers(200, """{"schema":"\"string\""}""");
        using var client = new CachedSchemaRegistryClient(
            AClient.Options(), handler: registry, authentication: new FailingProvider());

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(() => client.GetSchemaAsync(1));

        Assert.Equal(SchemaRegistryFailure.Unauthorized, error.Failure);
        Assert.Contains("InvalidOperationException", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
        Assert.Empty(registry.Seen);
    }

    [Fact]
    public async Task A_deletion_whose_answer_was_lost_is_no_longer_remembered_as_registered()
    {
        var registry = new FakeRegistry()
            .Answers(200, """{"id":1}""")
            .Answers(404, """{"error_code":40404,"message":"deleted already"}""")
            .Answers(200, """{"id":2}""");
        using var client = AClient.Over(registry);
        Assert.Equal(1, await client.RegisterSchemaAsync("s", AClient.OrderSchema));

        await Assert.ThrowsAsync<SchemaRegistryException>(() => client.DeleteSubjectAsync("s"));

        Assert.Equal(2, await client.RegisterSchemaAsync("s", AClient.OrderSchema));
    }

    [Fact]
    public async Task A_client_that_is_thrown_away_cancels_every_kind_of_call()
    {
        var registry = new FakeRegistry().Hangs();
        var client = AClient.Over(registry);
        Task[] calls = [client.GetLatestSchemaAsync("s"), client.GetConfigAsync(), client.GetSchemaAsync(1)];

        client.Dispose();

        foreach (var call in calls)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Bound));
    }

    [Fact]
    public void A_thread_that_blocks_for_a_schema_does_not_wait_for_itself()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var registry = new FakeRegistry().Answers((_, _) => answer.Task);
        using var client = AClient.Over(registry);
        var serializer = new AvroSerializer<Parcel>(client).AsSyncOverAsync();
        var context = new SerializationContext(MessageComponentType.Value, "orders");
        var queue = new OneThread();
        var work = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(queue);
            serializer.Serialize(new Parcel("1", 2), context);
        });
        work.Start();

        answer.SetResult(FakeRegistry.Response(200, """{"id":1}"""));

        Assert.True(work.Join(Bound));
        Assert.Empty(queue.Posted);
    }

    private sealed class FailingProvider : IAuthenticationHeaderValueProvider
    {
        public AuthenticationHeaderValue GetAuthenticationHeader() =>
            throw new InvalidOperationException("token s3cret has expired");
    }

    /// <summary>A user interface's thread that never comes to what is posted, since it is blocked.</summary>
    private sealed class OneThread : SynchronizationContext
    {
        public ConcurrentQueue<SendOrPostCallback> Posted { get; } = new();

        public override void Post(SendOrPostCallback d, object? state) => Posted.Enqueue(d);
    }
}
