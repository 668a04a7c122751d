using Tidy.Tests.Files;
using Tidy.Tests.Rules;

namespace Tidy.Tests;

[Trait("Category", "Unit")]
public sealed class RepositoryTests
{
    private static readonly ExceptionList Exceptions =
        new(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "exceptions.txt")));

    public static TheoryData<string> RuleNames => [.. AllRules.ByName.Keys];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public async Task Every_file_keeps_the_rule(string rule)
    {
        var breaches = AllRules.ByName[rule].Check(await WorkingCopy.FilesAsync()).ToList();

        var wrong = Exceptions.NotAllowed(rule, breaches).Select(breach => breach.ToString())
            .Concat(Exceptions.Unneeded(rule, breaches));

        Assert.True(!wrong.Any(), $"{rule}:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Every_exception_names_a_rule_that_exists()
    {
        Assert.Empty(Exceptions.RuleNames.Except(AllRules.ByName.Keys));
    }
}
