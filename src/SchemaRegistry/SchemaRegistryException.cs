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

    /// <summary>The registry's code for a subject that is softly deleted already.</summary>
    public const int SubjectSoftDeleted = 40404;

    /// <summary>The registry's code for a subject that must be softly deleted first.</summary>
    public const int SubjectNotSoftDeleted = 40405;

    /// <summary>The registry's code for a version that is softly deleted already.</summary>
    public const int VersionSoftDeleted = 40406;

    /// <summary>The registry's code for a version that must be softly deleted first.</summary>
    public const int VersionNotSoftDeleted = 40407;

    /// <summary>The registry's code for a subject without a compatibility of its own.</summary>
    public const int CompatibilityNotConfigured = 40408;

    /// <summary>The registry's code for a subject without a mode of its own.</summary>
    public const int ModeNotConfigured = 40409;

    /// <summary>The registry's code for a text that is no schema.</summary>
    public const int SchemaInvalid = 42201;

    /// <summary>The registry's code for a version that is no number from 1 and not <c>latest</c>.</summary>
    public const int VersionInvalid = 42202;

    /// <summary>The registry's code for what its mode forbids.</summary>
    public const int OperationNotPermitted = 42205;

    /// <summary>The registry's code for a version that others refer to, and which cannot be deleted.</summary>
    public const int ReferenceExists = 42206;

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
    /// Each incompatibility in the registry's words, for <see cref="SchemaRegistryFailure.Incompatible"/> from
    /// <see cref="SubjectRegistrar"/>; else empty.
    /// </summary>
    public IReadOnlyList<string> Incompatibilities { get; init; } = [];

    /// <summary>
    /// True when the fault lies with the registry or the way to it, so that nothing is said about the schema: a
    /// reader waits then and dead-letters nothing.
    /// </summary>
    public bool IsAboutRegistry => Failure
        is SchemaRegistryFailure.Unreachable
        or SchemaRegistryFailure.Unauthorized
        or SchemaRegistryFailure.BadAnswer;
}
