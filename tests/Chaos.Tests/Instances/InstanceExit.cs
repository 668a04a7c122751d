namespace Chaos.Tests.Instances;

/// <summary>One end of an instance's process.</summary>
/// <param name="Instance">Its id.</param>
/// <param name="Code">137 after SIGKILL.</param>
/// <param name="WasAsked">The test has killed or stopped it, or told it to die at a crash point.</param>
/// <param name="LastWords">The last lines of its standard error.</param>
internal sealed record InstanceExit(string Instance, int Code, bool WasAsked, string LastWords);
