using Tidy.Tests.Rules.Words;

namespace Tidy.Tests.RuleTests;

/// <remarks>What must be caught is written in pieces, since these rules read this file too.</remarks>
[Trait("Category", "Unit")]
public sealed class WordRuleTests
{
    [Theory]
    [InlineData("// TO" + "DO: later")]
    [InlineData("<!-- FIX" + "ME -->")]
    [InlineData("a HA" + "CK")]
    [InlineData("  #reg" + "ion Fields")]
    [InlineData("Task.Factory.Start" + "New(Loop)")]
    public void A_banned_word_is_caught_in_any_file(string line)
    {
        Assert.Single(Breaches.Of(new BannedTextRule(), "docs/a.md", "fine\n" + line + "\n"));
    }

    [Theory]
    [InlineData("see /ho" + "me/somebody/orders")]
    [InlineData("LIBRDKAFKA=/wo" + "rk/lib.so")]
    [InlineData("(/tm" + "p/x)")]
    [InlineData("C:\\Us" + "ers\\somebody")]
    public void A_path_of_one_machine_is_caught(string line)
    {
        Assert.Single(Breaches.Of(new MachinePathRule(), "a.sh", line));
    }

    [Theory]
    [InlineData("https://kafka.apache.org/work/flow")]
    [InlineData("../work/a and src/home/b")]
    [InlineData("/var/lib/kafka/data")]
    public void An_address_or_a_path_of_the_repository_is_fine(string line)
    {
        Assert.Empty(Breaches.Of(new MachinePathRule(), "a.sh", line));
    }

    [Theory]
    [InlineData("nuget.config", "<add key=\"a\" value=\"https://api.nu" + "get.org/v3/index.json\" />")]
    [InlineData("package-lock.json", "  \"resolved\": \"elsewhere\",")]
    [InlineData("README.md", "http://mirror.artifac" + "tory.example/npm")]
    public void A_package_host_is_caught(string path, string text)
    {
        Assert.Single(Breaches.Of(new PackageHostRule(), path, text));
    }

    [Theory]
    [InlineData("class A { // var x = Compute(1);\n }")]
    [InlineData("class A { // if (ready) {\n }")]
    [InlineData("class A { // return;\n }")]
    public void Code_in_a_comment_is_caught(string text)
    {
        Assert.Single(Breaches.Of(new CommentedCodeRule(), "A.cs", text));
    }

    [Theory]
    [InlineData("class A { // The owner frees it; until then nobody writes;\n }")]
    [InlineData("class A { /// <c>var x = 1;</c>\n }")]
    [InlineData("class A { // See (4.5).\n }")]
    public void Prose_in_a_comment_is_fine(string text)
    {
        Assert.Empty(Breaches.Of(new CommentedCodeRule(), "A.cs", text));
    }

    [Fact]
    public void A_licence_header_is_caught()
    {
        Assert.Single(Breaches.Of(new LicenceHeaderRule(), "A.cs", "// Copyright somebody\nclass A { }"));
        Assert.Empty(Breaches.Of(new LicenceHeaderRule(), "A.cs", "using System;\n// Copyright somebody\nclass A { }"));
    }
}
