using Tidy.Tests.Files;

namespace Tidy.Tests.Rules;

/// <summary>A rule about every C# file.</summary>
internal abstract class CSharpRule : FileRule
{
    protected override bool Concerns(TrackedFile file) => file.IsCSharp;
}
