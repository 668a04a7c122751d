namespace OrderPipeline.SchemaRegistry;

/// <summary>Settings of the section <c>SchemaRegistry</c> (SPEC 7).</summary>
/// <remarks>Holds secrets: never print one of these.</remarks>
public sealed class SchemaRegistryOptions
{
    /// <summary>The registry's address; several, separated by commas, are tried in turn.</summary>
    public string Url { get; set; } = "http://localhost:8081";

    /// <summary>Credentials for basic authentication, <c>user:password</c>; empty for none.</summary>
    public string BasicAuth { get; set; } = "";

    /// <summary>Token for bearer authentication; empty for none; excludes <see cref="BasicAuth"/>.</summary>
    public string BearerToken { get; set; } = "";

    /// <summary>
    /// PEM file of the authorities that may sign the registry's certificate; empty for the system's.
    /// </summary>
    public string CaFile { get; set; } = "";

    /// <summary>
    /// File with the certificate that we show to the registry: PEM (with what leads to its root behind it, and the
    /// key unless <see cref="ClientKeyFile"/> has it) or PKCS#12; empty for none.
    /// </summary>
    public string ClientCertificateFile { get; set; } = "";

    /// <summary>PEM file of the client certificate's private key; empty where it is in the same file.</summary>
    public string ClientKeyFile { get; set; } = "";

    /// <summary>Password of the private key, or of the PKCS#12 file; empty for none.</summary>
    public string ClientKeyPassword { get; set; } = "";

    /// <summary>How long one request to one address may take, 1 ms to 10 min.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long one call may take in all, over all addresses, repetitions and waits, 1 ms to 1 h.
    /// </summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a request is repeated after a failure that can pass, 0 to 20.</summary>
    public int Retries { get; set; } = 3;

    /// <summary>Median wait before the first repetition; it doubles with each, 1 ms to 1 min.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>No wait between repetitions is longer, also where the registry asks for more; up to 10 min.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an id that the registry did not know is not asked for again, 0 to 10 min.</summary>
    public TimeSpan UnknownIdTime { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How many schemas, and how many ids by subject, are kept in memory, 1 to 1,000,000.</summary>
    public int MaxCachedSchemas { get; set; } = 1000;

    /// <summary>The longest answer that is read, in bytes, 1 KiB to 256 MiB.</summary>
    public int MaxAnswerBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// True when programs may register later versions of a subject on their own, not only the first.
    /// </summary>
    public bool AutoRegister { get; set; }
}
