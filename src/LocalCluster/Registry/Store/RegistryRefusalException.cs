namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>The registry's "no": an HTTP status, the registry's code and one sentence.</summary>
internal sealed class RegistryRefusalException(int status, int code, string message, Exception? cause = null)
    : Exception(message, cause)
{
    public int Status => status;

    public int Code => code;
}
