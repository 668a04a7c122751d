using Tidy.Tests.Rules.Names;

namespace Tidy.Tests.RuleTests;

[Trait("Category", "Unit")]
public sealed class NameRuleTests
{
    [Theory]
    [InlineData("class A { } class B { }", "A.cs:1: a second type, B")]
    [InlineData("namespace N; class A { } enum B { X }", "A.cs:1: a second type, B")]
    [InlineData("namespace N { class A { } delegate void B(); }", "A.cs:1: a second type, B")]
    [InlineData("record Other(int X);", "A.cs:1: the type Other belongs into a file of that name")]
    public void A_second_type_or_another_name_is_caught(string text, string breach)
    {
        Assert.Equal([breach], Breaches.Of(new TypePerFileRule(), "A.cs", text));
    }

    [Theory]
    [InlineData("A.cs", "class A<T> { class Nested { } } file class Own { }")]
    [InlineData("A.Parts.cs", "partial class A { }")]
    [InlineData("Program.cs", "return 0;")]
    [InlineData("AssemblyFixtures.cs", "[assembly: Fixture]")]
    public void One_type_with_private_ones_of_its_own_is_fine(string path, string text)
    {
        Assert.Empty(Breaches.Of(new TypePerFileRule(), path, text));
    }

    [Theory]
    [InlineData("src/A/OrderManager.cs", "class OrderManager { }")]
    [InlineData("src/A/Order.cs", "class Order { class KeyHelper { } }")]
    [InlineData("src/Utils/Order.cs", "class Order { }")]
    [InlineData("docs/common.md", "")]
    public void A_name_that_says_nothing_is_caught(string path, string text)
    {
        Assert.NotEmpty(Breaches.Of(new NameEndingRule(), path, text));
    }

    [Theory]
    [InlineData("class A { bool _isNotReady; }", "_isNotReady")]
    [InlineData("class A { public bool NoCommit { get; } }", "NoCommit")]
    [InlineData("class A { void M(bool disableRetry) { } }", "disableRetry")]
    public void A_negative_boolean_is_caught(string text, string name)
    {
        Assert.Equal([$"A.cs:1: {name} is a negative boolean"], Breaches.Of(new PositiveBooleanRule(), "A.cs", text));
    }

    [Theory]
    [InlineData("class A { bool noted, nothing, isNormal; string NoReason; }")]
    [InlineData("class A { bool IsReady { get; } }")]
    public void Words_that_merely_begin_alike_are_fine(string text)
    {
        Assert.Empty(Breaches.Of(new PositiveBooleanRule(), "A.cs", text));
    }
}
