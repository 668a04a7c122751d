namespace OrderPipeline.SchemaRegistry;

/// <summary>Names every bad setting of the section <c>SchemaRegistry</c> in words, without quoting secrets.</summary>
public static class SchemaRegistryOptionsValidator
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    /// <summary>Gives one sentence for each bad setting; none when all are good.</summary>
    public static IReadOnlyList<string> Validate(SchemaRegistryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = new List<string>();
        CheckUrls(options.Url, errors);
        CheckCredentials(options, errors);
        if (options.CaFile.Length > 0 && !File.Exists(options.CaFile))
            errors.Add("SchemaRegistry:CaFile: there is no file of this name");

        var ms = TimeSpan.FromMilliseconds(1);
        Check("RequestTimeout", options.RequestTimeout, ms, TenMinutes, errors);
        Check("RetryDelay", options.RetryDelay, ms, TimeSpan.FromMinutes(1), errors);
        Check("MaxRetryDelay", options.MaxRetryDelay, ms, TenMinutes, errors);
        Check("UnknownIdTime", options.UnknownIdTime, TimeSpan.Zero, TenMinutes, errors);
        Check("Retries", options.Retries, 0, 20, errors);
        Check("MaxCachedSchemas", options.MaxCachedSchemas, 1, 1_000_000, errors);
        Check("MaxAnswerBytes", options.MaxAnswerBytes, 1024, 256 * 1024 * 1024, errors);
        return errors;
    }

    private static void CheckUrls(string urls, List<string> errors)
    {
        var parts = urls.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
            errors.Add("SchemaRegistry:Url is empty; give an address such as http://localhost:8081");

        // A bad address is named by its place, never quoted: it may hold a password.
        for (var i = 0; i < parts.Length; i++)
        {
            if (!Uri.TryCreate(parts[i], UriKind.Absolute, out var uri) || uri.Host.Length == 0
                || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
                errors.Add($"SchemaRegistry:Url: address {i + 1} is not an http:// or https:// address");
            else if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
                errors.Add($"SchemaRegistry:Url: address {i + 1} has a query or fragment; give host, port and path");
        }
    }

    private static void CheckCredentials(SchemaRegistryOptions options, List<string> errors)
    {
        if (options.BasicAuth.Length > 0 && options.BearerToken.Length > 0)
            errors.Add("SchemaRegistry:BasicAuth and SchemaRegistry:BearerToken are both given; choose one");
        if (options.BasicAuth.Length > 0 && options.BasicAuth.IndexOf(':', StringComparison.Ordinal) < 1)
            errors.Add("SchemaRegistry:BasicAuth is not of the form user:password");
        if (options.BearerToken.Any(c => c is <= ' ' or > '~'))
            errors.Add("SchemaRegistry:BearerToken has a character that a header cannot carry");
    }

    private static void Check<T>(string name, T value, T min, T max, List<string> errors)
        where T : struct, IComparable<T>
    {
        if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
            errors.Add(FormattableString.Invariant($"SchemaRegistry:{name} is {value}; allowed is {min} to {max}"));
    }
}
