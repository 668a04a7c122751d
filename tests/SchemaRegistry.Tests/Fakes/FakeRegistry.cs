using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace SchemaRegistry.Tests.Fakes;

/// <summary>A registry in memory: answers as told, in order, the last for ever; keeps what it was asked.</summary>
/// <remarks>Answers at once, so a client over it runs on the caller's thread until it waits for a clock.</remarks>
internal sealed class FakeRegistry : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly Queue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _answers = new();

    public ConcurrentQueue<SeenRequest> Seen { get; } = new();

    public FakeRegistry Answers(int status, string body, string type = "application/json") =>
        Answers((_, _) => Task.FromResult(Response(status, body, type)));

    public FakeRegistry Answers(HttpResponseMessage response) => Answers((_, _) => Task.FromResult(response));

    public FakeRegistry Breaks() => Answers((_, _) =>
        throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"));

    /// <summary>Never answers; gives up when told to.</summary>
    public FakeRegistry Hangs() => Answers(async (_, token) =>
    {
        await Task.Delay(Timeout.Infinite, token);
        throw new InvalidOperationException("a delay without end ended");
    });

    public FakeRegistry Answers(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public static HttpResponseMessage Response(int status, string body, string type = "application/json") =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Seen.Enqueue(new SeenRequest(
            request.Method.Method, request.RequestUri!, body, request.Headers.Authorization?.ToString()));
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer;
        lock (_gate)
            answer = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
        return await answer(request, cancellationToken);
    }
}
