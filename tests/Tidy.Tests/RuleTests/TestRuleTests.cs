using Tidy.Tests.Rules.Tests;

namespace Tidy.Tests.RuleTests;

[Trait("Category", "Unit")]
public sealed class TestRuleTests
{
    [Fact]
    public void A_test_name_that_is_no_sentence_is_caught()
    {
        var bad = "class A { [Fact] void Ok() { } }";
        var good = "class A { [Theory] void A_bad_price_fails() { } void Ok() { } }";

        Assert.Equal(["A.cs:1: Ok is no sentence"], Breaches.Of(new TestNameRule(), "A.cs", bad));
        Assert.Empty(Breaches.Of(new TestNameRule(), "A.cs", good));
    }

    [Fact]
    public void A_test_that_a_page_names_has_to_be_there()
    {
        var test = ("tests/A/BooksTests.cs", "class BooksTests { [Fact] void They_balance() { } }");
        var page = (
            "docs/A.md", "`BooksTests.They_balance`, `I/BooksTests`\n`BooksTests.They_lie` `LostTests`");

        Assert.Equal(
            ["docs/A.md:2: there is no test BooksTests.They_lie", "docs/A.md:2: there is no test LostTests"],
            Breaches.Of(new NamedTestRule(), test, page));
    }

    [Fact]
    public void A_test_without_a_category_is_caught()
    {
        var text = "class A { [Fact] void M() { } }";

        Assert.Equal(["A.cs:1: M has no category"], Breaches.Of(new TestCategoryRule(), "A.cs", text));
    }

    [Theory]
    [InlineData("[Trait(\"Category\", \"Unit\")] class A { [Fact] void M() { } }")]
    [InlineData("class A { [Fact] [Trait(\"Category\", \"Broker\")] void M() { } }")]
    public void A_category_on_the_class_or_on_the_test_is_enough(string text)
    {
        Assert.Empty(Breaches.Of(new TestCategoryRule(), "A.cs", text));
    }

    [Theory]
    [InlineData("await Task.Delay(100);")]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(1), token);")]
    [InlineData("Thread.Sleep(5);")]
    [InlineData("SpinWait.SpinUntil(() => done);")]
    public void A_wait_for_a_while_is_caught(string statement)
    {
        Assert.Single(Breaches.Of(new TestWaitRule(), "tests/A.cs", $"class A {{ async Task M() {{ {statement} }} }}"));
    }

    [Theory]
    [InlineData("await Task.Delay(wait, _time, token);")]
    [InlineData("await Task.Delay(Timeout.Infinite, token);")]
    [InlineData("await Task.Delay(wait, clock);")]
    public void A_delay_by_a_given_clock_or_without_end_is_fine(string statement)
    {
        Assert.Empty(Breaches.Of(new TestWaitRule(), "tests/A.cs", $"class A {{ async Task M() {{ {statement} }} }}"));
    }

    [Fact]
    public void A_label_between_the_parts_of_a_test_is_caught()
    {
        Assert.Single(Breaches.Of(new TestLabelRule(), "A.cs", "class A\n{\n    // Act\n}"));
        Assert.Empty(Breaches.Of(new TestLabelRule(), "A.cs", "class A\n{\n    // Act on what the broker said.\n}"));
    }
}
