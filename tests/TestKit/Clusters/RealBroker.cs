using Xunit;
using Xunit.Sdk;

namespace TestKit.Clusters;

/// <summary>What becomes of a test whose surroundings are missing.</summary>
public static class RealBroker
{
    /// <summary>Whether this run must not leave out anything: <c>REQUIRE_REAL_BROKER=1</c>.</summary>
    public static bool IsRequired => Environment.GetEnvironmentVariable("REQUIRE_REAL_BROKER") == "1";

    /// <summary>Skips the test with the reason; fails it where nothing may be skipped.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public static void Missing(string reason)
    {
        if (IsRequired)
            throw new XunitException($"REQUIRE_REAL_BROKER=1, but {reason}");
        Assert.Skip(reason);
    }
}
