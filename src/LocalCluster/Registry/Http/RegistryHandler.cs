using System.Text.Json;

namespace OrderPipeline.LocalCluster.Registry.Http;

/// <summary>Answers one call; what it throws becomes the registry's error body.</summary>
internal delegate void RegistryHandler(RegistryCall call, Utf8JsonWriter answer);
