using System.Globalization;
using System.Net;
using System.Text.Json;
using OrderPipeline.SchemaRegistry.Http.Json;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>Decides what an HTTP response means; a pure function of status, headers and body.</summary>
internal sealed class AnswerReader(SecretScrubber scrubber, TimeProvider time)
{
    public RegistryAnswer Read(
        RegistryAddress address, RegistryRequest request, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        if (response.IsSuccessStatusCode)
            return ReadGood(address, request, response, body);

        var error = ParseError(body);
        var status = response.StatusCode;
        if (IsForbiddenAsThingsStand(error))
            return Conclusive(SchemaRegistryFailure.NotPermitted, "does not permit this as things stand");
        switch ((int)status)
        {
            case 401 or 403:
                return Conclusive(SchemaRegistryFailure.Unauthorized, Refused(status));
            case 408 or 429 or >= 500:
                return RegistryAnswer.Transient(
                    Failure(SchemaRegistryFailure.Unreachable, $"answers {Name(status)}"), RetryAfter(response));
            case 404 when !IsWordOnContents(request, error):
                return Conclusive(
                    SchemaRegistryFailure.BadAnswer,
                    "answers 404 as no Schema Registry does; is the path in SchemaRegistry:Url right?");
            case 404:
                return Conclusive(SchemaRegistryFailure.NotFound, "does not have it");
            case 409:
                return Conclusive(SchemaRegistryFailure.Incompatible, "refuses the schema as incompatible");
            case >= 400 when error is not null:
                return Conclusive(SchemaRegistryFailure.InvalidSchema, $"refuses the request with {Name(status)}");
            default:
                return Conclusive(
                    SchemaRegistryFailure.BadAnswer, $"answers {Name(status)} as no Schema Registry does");
        }

        RegistryAnswer Conclusive(SchemaRegistryFailure failure, string what) =>
            RegistryAnswer.Conclusive(Failure(failure, what));

        SchemaRegistryException Failure(SchemaRegistryFailure failure, string what)
        {
            var reason = error?.Message is { Length: > 0 } message ? $": {scrubber.Clean(message)}" : "";
            return new SchemaRegistryException(
                failure, $"Schema Registry {address}: {what}{reason}", error?.ErrorCode ?? 0, status);
        }
    }

    private static RegistryAnswer ReadGood(
        RegistryAddress address, RegistryRequest request, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        try
        {
            var value = JsonSerializer.Deserialize(body, request.AnswerType);
            if (AnswerChecks.IsUsable(value))
                return RegistryAnswer.Good(value!);
        }
        catch (JsonException)
        {
            // The parser's own words may quote the body; what is said below is enough to act on.
        }

        var what = LooksLikeHtml(response, body)
            ? "answers with an HTML page; is SchemaRegistry:Url really a Schema Registry's?"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"answers with {body.Length} bytes that are truncated, or not a Schema Registry's JSON");

        // A proxy in front of a registry that restarts answers like this for a moment.
        return RegistryAnswer.Transient(new SchemaRegistryException(
            SchemaRegistryFailure.BadAnswer, $"Schema Registry {address}: {what}", 0, response.StatusCode));
    }

    private static ErrorBody? ParseError(ReadOnlySpan<byte> body)
    {
        try
        {
            var error = JsonSerializer.Deserialize(body, RegistryJsonContext.Default.ErrorBody);
            return error is { ErrorCode: 0, Message: null } ? null : error;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether a 404 says that the registry has not got something, not that nobody knows the path. For a schema's id
    /// that takes the registry's own code: records wait, or are given up, on this word.
    /// </summary>
    private static bool IsWordOnContents(RegistryRequest request, ErrorBody? error) => error?.ErrorCode switch
    {
        null or 0 => false,
        404 => !request.Path.StartsWith("schemas/", StringComparison.Ordinal),
        _ => true,
    };

    // Some registries send these codes with 409, which would read as an incompatible schema.
    private static bool IsForbiddenAsThingsStand(ErrorBody? error) => error?.ErrorCode
        is SchemaRegistryException.SubjectNotSoftDeleted
        or SchemaRegistryException.VersionNotSoftDeleted
        or SchemaRegistryException.OperationNotPermitted
        or SchemaRegistryException.ReferenceExists;

    private static bool LooksLikeHtml(HttpResponseMessage response, ReadOnlySpan<byte> body) =>
        response.Content.Headers.ContentType?.MediaType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true
        || body.TrimStart(" \t\r\n"u8).StartsWith("<"u8);

    private static string Refused(HttpStatusCode status) => status == HttpStatusCode.Unauthorized
        ? "wants credentials, or other ones (401); see SchemaRegistry:BasicAuth and SchemaRegistry:BearerToken"
        : "forbids this to these credentials (403)";

    private static string Name(HttpStatusCode status) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)status}");

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
