using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Http;

/// <summary>From a request to its answer: body in, JSON or an error body out.</summary>
internal static class RegistryEndpoint
{
    private const string ContentType = "application/vnd.schemaregistry.v1+json";

    private static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static RequestDelegate For(RegistryHandler handler) => async context =>
    {
        try
        {
            using var body = await ReadAsync(context.Request);
            var call = new RegistryCall(context, body?.RootElement ?? default);
            await WriteAsync(context.Response, StatusCodes.Status200OK, answer => handler(call, answer));
        }
        catch (RegistryRefusalException refusal)
        {
            await RefuseAsync(context.Response, refusal.Status, refusal.Code, refusal.Message);
        }
        catch (BadHttpRequestException e)
        {
            // Too long, cut short or too slow: the server's own words say which.
            await RefuseAsync(context.Response, e.StatusCode, e.StatusCode, e.Message);
        }
    };

    /// <summary>Gives paths and methods that nobody answers, and failures of ours, an error body, too.</summary>
    public static async Task CompleteAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (e is not OperationCanceledException && !context.Response.HasStarted)
        {
            await RefuseAsync(context.Response, 500, 50001, $"The embedded registry failed: {e.GetType().Name}.");
            return;
        }

        if (context.Response.HasStarted || context.Response.StatusCode < StatusCodes.Status400BadRequest)
            return;
        var status = context.Response.StatusCode;
        var what = status == StatusCodes.Status405MethodNotAllowed ? "Method not allowed." : "Not found.";
        await RefuseAsync(
            context.Response, status, status, string.Create(CultureInfo.InvariantCulture, $"HTTP {status}: {what}"));
    }

    private static async Task<JsonDocument?> ReadAsync(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsDelete(request.Method))
            return null;
        try
        {
            return await JsonDocument.ParseAsync(request.Body, default, request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            throw RegistryRefusals.BadRequest("The request's body is no JSON.");
        }
    }

    private static Task RefuseAsync(HttpResponse response, int status, int code, string message) =>
        WriteAsync(response, status, answer =>
        {
            answer.WriteStartObject();
            answer.WriteNumber("error_code", code);
            answer.WriteString("message", message);
            answer.WriteEndObject();
        });

    private static async Task WriteAsync(HttpResponse response, int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var answer = new Utf8JsonWriter(buffer, Writing))
            write(answer);
        response.StatusCode = status;
        response.ContentType = ContentType;
        response.ContentLength = buffer.WrittenCount;
        await response.Body.WriteAsync(buffer.WrittenMemory, response.HttpContext.RequestAborted);
    }
}
