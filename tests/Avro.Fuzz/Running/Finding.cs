namespace Avro.Fuzz.Running;

/// <summary>An input that breaks a rule.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Rule">What was broken, in words; findings with the same words are one.</param>
/// <param name="Detail">The whole message.</param>
/// <param name="Input">The smallest input that was found.</param>
internal sealed record Finding(string Target, string Rule, string Detail, byte[] Input);
