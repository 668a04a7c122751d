using System.Net;

namespace OrderPipeline.SchemaRegistry;

/// <summary>A request to the Schema Registry failed; the message is one sentence, free of secrets.</summary>
public sealed class SchemaRegistryException : Exception
{
    /// <summary>The registry's code for "no such subject".</summary>
    public const int SubjectNotFound = 40401;

    /// <summary>The registry's code for "no such version".</summary>
    public const int VersionNotFound = 40402;

    /// <summary>The registry's code for "no such schema", by id or under a subject.</summary>
    public const int SchemaNotFound = 40403;

    /// <summary>Takes the failure, with the registry's code and status where it gave them.</summary>
    public SchemaRegistryException(
        SchemaRegistryFailure failure,
        string message,
        int errorCode = 0,
        HttpStatusCode? status = null,
        Exception? innerException = null)
        : base(message, innerException)
    {
        Failure = failure;
        ErrorCode = errorCode;
        Status = status;
    }

    /// <summary>What went wrong, as callers tell it apart.</summary>
    public SchemaRegistryFailure Failure { get; }

    /// <summary>The registry's own code (such as 40403), 0 when it gave none.</summary>
    public int ErrorCode { get; }

    /// <summary>The status of the last answer, null when there was none.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>
    /// True when the fault lies with the registry or the way to it, so that nothing is said about the schema: a
    /// reader waits then and dead-letters nothing.
    /// </summary>
    public bool IsAboutRegistry => Failure
        is SchemaRegistryFailure.Unreachable
        or SchemaRegistryFailure.Unauthorized
        or SchemaRegistryFailure.BadAnswer;
}
