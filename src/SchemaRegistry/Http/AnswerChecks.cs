using OrderPipeline.SchemaRegistry.Http.Json;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>
/// Says whether an answer that is well-formed JSON can be one of a registry: what it lacks here would be an error far
/// from here.
/// </summary>
internal static class AnswerChecks
{
    public static bool IsUsable(object? answer) => answer switch
    {
        null => false,
        string?[] texts => Array.TrueForAll(texts, text => text is not null),
        SubjectVersionBody?[] places => Array.TrueForAll(places, place => place is { Version: > 0 }),
        RegistrationBody registration => registration.Id > 0 && registration.Version is null or > 0,
        RegisteredBody registered =>
            registered is { Id: > 0, Version: > 0, Subject.Length: > 0 } && AreUsable(registered.References),
        SchemaBody schema => AreUsable(schema.References),
        _ => true,
    };

    // Confluent's registry takes -1 for "the latest".
    private static bool AreUsable(ReferenceBody?[]? references) =>
        references is null
        || Array.TrueForAll(references, reference => reference is { Subject.Length: > 0, Version: > 0 or -1 });
}
