using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using OrderPipeline.SchemaRegistry.Authentication;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>Sends a request to one address once and turns whatever happens into an answer.</summary>
internal sealed class RegistryExchange : IDisposable
{
    private const int MostRedirects = 3;
    private const string MediaType = "application/vnd.schemaregistry.v1+json";

    private readonly HttpClient _http;
    private readonly IAuthenticationHeaderValueProvider? _authentication;
    private readonly AnswerReader _reader;
    private readonly SecretScrubber _scrubber;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;

    public RegistryExchange(
        SchemaRegistryOptions options,
        HttpMessageHandler handler,
        IAuthenticationHeaderValueProvider? authentication,
        SecretScrubber scrubber,
        TimeProvider time)
    {
        _authentication = authentication;
        _http = new HttpClient(handler)
        {
            // The time-out is ours (TimeProvider), and so is the bound on an answer's size.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = options.MaxAnswerBytes,
        };
        _reader = new AnswerReader(scrubber, time);
        _scrubber = scrubber;
        _time = time;
        _timeout = options.RequestTimeout;
    }

    /// <exception cref="OperationCanceledException">The caller gave up; a time-out is an answer.</exception>
    public async Task<RegistryAnswer> SendAsync(
        RegistryAddress address, RegistryRequest request, CancellationToken cancellationToken)
    {
        if (!TryGetCredentials(address, out var credentials, out var refused))
            return refused;
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await FollowAsync(address, request, credentials, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Transient(address, string.Create(
                CultureInfo.InvariantCulture, $"no answer within {_timeout.TotalSeconds:0.###} s"), null);
        }
        catch (HttpRequestException error)
            when (error.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return RegistryAnswer.Conclusive(Failure(
                SchemaRegistryFailure.BadAnswer, address, "the answer is longer than SchemaRegistry:MaxAnswerBytes"));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return Transient(address, ConnectionFailures.Describe(error, _scrubber), error);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<RegistryAnswer> FollowAsync(
        RegistryAddress address,
        RegistryRequest request,
        AuthenticationHeaderValue? credentials,
        CancellationToken cancellationToken)
    {
        var target = address.Resolve(request.Path);
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            using var message = CreateMessage(request, target, credentials);
            using var response = await _http.SendAsync(message, cancellationToken);
            if ((int)response.StatusCode is < 300 or >= 400)
            {
                var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
                return _reader.Read(address, request, response, body);
            }

            if (response.Headers.Location is not { } location)
                return Redirected(address, "a redirect to nowhere");
            if (!Uri.TryCreate(target, location, out var next))
                return Redirected(address, "a redirect to nowhere");

            // Invariant: credentials go to the configured scheme, host and port only.
            if (next.GetLeftPart(UriPartial.Authority) != target.GetLeftPart(UriPartial.Authority))
                return Redirected(address, $"a redirect to {next.Scheme}://{next.Authority}");
            var keepsMethod = response.StatusCode
                is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
            if (request.Method != HttpMethod.Get && !keepsMethod)
                return Redirected(address, "a redirect that would lose the request's body");
            target = next;
        }

        return Redirected(address, "one redirect after another");
    }

    private static HttpRequestMessage CreateMessage(
        RegistryRequest request, Uri target, AuthenticationHeaderValue? credentials)
    {
        var message = new HttpRequestMessage(request.Method, target);
        message.Headers.Authorization = credentials;
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaType));
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json", 0.9));
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaType);
        }

        return message;
    }

    /// <summary>The address's own credentials, or the provider's; whatever that throws is an answer too.</summary>
    private bool TryGetCredentials(
        RegistryAddress address,
        out AuthenticationHeaderValue? credentials,
        [NotNullWhen(false)] out RegistryAnswer? refused)
    {
        refused = null;
        credentials = address.Credentials;
        if (_authentication is null)
            return true;
        try
        {
            credentials = _authentication.GetAuthenticationHeader();
            _scrubber.Learn(credentials.Parameter);
            return true;
        }
        catch (Exception error)
        {
            // Only its kind: its words may hold what it was to keep.
            var what = $"the provider of credentials failed with {error.GetType().Name}";
            refused = RegistryAnswer.Conclusive(
                Failure(SchemaRegistryFailure.Unauthorized, address, what, error));
            return false;
        }
    }

    private static RegistryAnswer Redirected(RegistryAddress address, string what) =>
        RegistryAnswer.Conclusive(Failure(
            SchemaRegistryFailure.BadAnswer,
            address,
            $"answers with {what}, which is not followed; set SchemaRegistry:Url to the registry itself"));

    private static RegistryAnswer Transient(RegistryAddress address, string what, Exception? cause) =>
        RegistryAnswer.Transient(Failure(SchemaRegistryFailure.Unreachable, address, what, cause));

    private static SchemaRegistryException Failure(
        SchemaRegistryFailure failure, RegistryAddress address, string what, Exception? cause = null) =>
        new(failure, $"Schema Registry {address}: {what}", innerException: cause);
}
