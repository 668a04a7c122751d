using Tidy.Tests.Rules.Names;
using Tidy.Tests.Rules.Sizes;
using Tidy.Tests.Rules.Structure;
using Tidy.Tests.Rules.Tests;
using Tidy.Tests.Rules.Words;

namespace Tidy.Tests.Rules;

/// <summary>Every rule by the name that exceptions.txt and the test's output use.</summary>
internal static class AllRules
{
    public static IReadOnlyDictionary<string, IRule> ByName { get; } = new Dictionary<string, IRule>
    {
        ["file-length"] = new FileLengthRule(),
        ["line-length"] = new LineLengthRule(),
        ["method-length"] = new MethodLengthRule(),
        ["folder-size"] = new FolderSizeRule(),
        ["type-per-file"] = new TypePerFileRule(),
        ["name-ending"] = new NameEndingRule(),
        ["positive-boolean"] = new PositiveBooleanRule(),
        ["banned-text"] = new BannedTextRule(),
        ["machine-path"] = new MachinePathRule(),
        ["package-host"] = new PackageHostRule(),
        ["commented-code"] = new CommentedCodeRule(),
        ["licence-header"] = new LicenceHeaderRule(),
        ["references"] = new ReferenceRule(),
        ["event-id"] = new EventIdRule(),
        ["adr"] = new AdrRule(),
        ["tracked-output"] = new TrackedOutputRule(),
        ["dev-command"] = new DevCommandRule(),
        ["named-test"] = new NamedTestRule(),
        ["test-name"] = new TestNameRule(),
        ["test-category"] = new TestCategoryRule(),
        ["test-wait"] = new TestWaitRule(),
        ["test-label"] = new TestLabelRule(),
    };
}
