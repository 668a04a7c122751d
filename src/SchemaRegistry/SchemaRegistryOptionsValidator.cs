using OrderPipeline.SchemaRegistry.Http;

namespace OrderPipeline.SchemaRegistry;

/// <summary>Checks the section <c>SchemaRegistry</c>; what it says never quotes a secret.</summary>
public static class SchemaRegistryOptionsValidator
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Names each bad key with what is wrong and what would be right.</summary>
    public static IEnumerable<(string Key, string Problem)> Validate(SchemaRegistryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (var problem in UrlProblems(options.Url))
            yield return (nameof(options.Url), problem);
        if (options.BasicAuth.Length > 0 && options.BasicAuth.IndexOf(':', StringComparison.Ordinal) < 1)
            yield return (nameof(options.BasicAuth), "is not of the form user:password");
        if (options.BasicAuth.Length > 0 && options.BearerToken.Length > 0)
            yield return (nameof(options.BearerToken), "is given together with BasicAuth; choose one of them");
        if (options.BearerToken.Any(c => c is <= ' ' or > '~'))
            yield return (nameof(options.BearerToken), "has a character that a header cannot carry");
        foreach (var problem in CertificateFiles.Problems(options, TimeProvider.System))
            yield return problem;
        if (options.RequestTimeout < Shortest || options.RequestTimeout > Longest)
            yield return (nameof(options.RequestTimeout), "must be from 1ms to 10 minutes");
        if (options.TotalTimeout < Shortest || options.TotalTimeout > TimeSpan.FromHours(1))
            yield return (nameof(options.TotalTimeout), "must be from 1ms to one hour");
        if (options.Retries is < 0 or > 20)
            yield return (nameof(options.Retries), $"{options.Retries} is not from 0 to 20");
        if (options.RetryDelay < Shortest || options.RetryDelay > TimeSpan.FromMinutes(1))
            yield return (nameof(options.RetryDelay), "must be from 1ms to one minute");
        if (options.MaxRetryDelay < options.RetryDelay || options.MaxRetryDelay > Longest)
            yield return (nameof(options.MaxRetryDelay), "must be from RetryDelay to 10 minutes");
        if (options.UnknownIdTime < TimeSpan.Zero || options.UnknownIdTime > Longest)
            yield return (nameof(options.UnknownIdTime), "must be from 0 to 10 minutes");
        if (options.MaxCachedSchemas is < 1 or > 1_000_000)
            yield return (nameof(options.MaxCachedSchemas), $"{options.MaxCachedSchemas} is not from 1 to 1,000,000");
        if (options.MaxAnswerBytes is < 1024 or > 256 * 1024 * 1024)
            yield return (nameof(options.MaxAnswerBytes), "must be from 1 KiB to 256 MiB, in bytes");
    }

    private static IEnumerable<string> UrlProblems(string urls)
    {
        var parts = urls.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
            yield return "is empty; give an address such as http://localhost:8081";

        // A bad address is named by its place, never quoted: it may hold a password.
        for (var i = 0; i < parts.Length; i++)
        {
            if (!Uri.TryCreate(parts[i], UriKind.Absolute, out var uri) || uri.Host.Length == 0
                || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
                yield return $"address {i + 1} is not an http:// or https:// address";
            else if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
                yield return $"address {i + 1} has a query or a fragment; give host, port and path";
        }
    }
}
