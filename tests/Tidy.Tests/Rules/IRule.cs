using Tidy.Tests.Files;

namespace Tidy.Tests.Rules;

/// <summary>One rule of the house. It sees text only, so a test can feed it what breaks it.</summary>
internal interface IRule
{
    IEnumerable<Breach> Check(IReadOnlyList<TrackedFile> files);
}
