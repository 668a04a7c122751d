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
    /// <summary>What an answer may be called, the usual first: the same JSON under each name.</summary>
    private static readonly string[] ContentTypes =
        ["application/vnd.schemaregistry.v1+json", "application/vnd.schemaregistry+json", "application/json"];

    /// <summary>Judging schemas takes time and memory: so many at once, the others wait.</summary>
    private static readonly SemaphoreSlim Judging = new(Math.Clamp(Environment.ProcessorCount, 2, 8));

    private static readonly TimeSpan JudgingBound = TimeSpan.FromSeconds(30);

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
            if (body is null)
                await WriteAsync(context.Response, StatusCodes.Status200OK, answer => handler(call, answer));
            else
                await JudgeAsync(context, call, handler);
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

    private static async Task JudgeAsync(HttpContext context, RegistryCall call, RegistryHandler handler)
    {
        if (!await Judging.WaitAsync(JudgingBound, context.RequestAborted))
            throw RegistryRefusals.Busy();
        ArrayBufferWriter<byte> body;
        try
        {
            body = Write(answer => handler(call, answer));
        }
        finally
        {
            Judging.Release();
        }

        await WriteAsync(context.Response, StatusCodes.Status200OK, body);
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

    private static Task WriteAsync(HttpResponse response, int status, Action<Utf8JsonWriter> write) =>
        WriteAsync(response, status, Write(write));

    private static async Task WriteAsync(HttpResponse response, int status, ArrayBufferWriter<byte> body)
    {
        response.StatusCode = status;
        response.ContentType = ContentTypeFor(response.HttpContext.Request);
        response.ContentLength = body.WrittenCount;
        await response.Body.WriteAsync(body.WrittenMemory, response.HttpContext.RequestAborted);
    }

    private static ArrayBufferWriter<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var answer = new Utf8JsonWriter(buffer, Writing);
        write(answer);
        answer.Flush();
        return buffer;
    }

    private static string ContentTypeFor(HttpRequest request)
    {
        var accepted = request.Headers.Accept.ToString();
        return Array.Find(
            ContentTypes, type => accepted.Contains(type, StringComparison.OrdinalIgnoreCase)) is { } named
            && !accepted.Contains("*/*", StringComparison.Ordinal)
            ? named
            : ContentTypes[0];
    }
}
