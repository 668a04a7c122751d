using System.CommandLine;
using OrderPipeline.Messaging.Settings;

namespace OrderPipeline.Messaging.Hosting;

/// <summary>Tells the settings on a command line (<c>--Section:Key=value</c>) from what nobody knows.</summary>
internal static class SettingOverrides
{
    /// <summary>The overrides in their one form; a token that is none ends the program with exit code 2.</summary>
    /// <exception cref="ProgramException">A token is neither a command, an option, nor a setting.</exception>
    public static IReadOnlyList<string> Of(ParseResult result)
    {
        var tokens = result.UnmatchedTokens;
        var overrides = new List<string>();
        for (var index = 0; index < tokens.Count; index++)
        {
            var token = tokens[index];
            if (!IsSetting(token))
                throw Unknown(token, result.CommandResult.Command);
            if (token.Contains('=', StringComparison.Ordinal))
                overrides.Add(token);
            else if (index + 1 < tokens.Count && !tokens[index + 1].StartsWith("--", StringComparison.Ordinal))
                overrides.Add(token + "=" + tokens[++index]);
            else
                throw new ProgramException(ExitCode.Usage, $"{token} has no value: write {token}=value");
        }
        return overrides;
    }

    /// <summary>The command line with its settings behind all else, where the parser takes none of them for the
    /// argument of a command.</summary>
    public static IReadOnlyList<string> Last(IReadOnlyList<string> args)
    {
        var (others, settings) = (new List<string>(), new List<string>());
        for (var index = 0; index < args.Count; index++)
        {
            var isSetting = IsSetting(args[index]);
            (isSetting ? settings : others).Add(args[index]);
            var hasValueBehind = isSetting && !args[index].Contains('=', StringComparison.Ordinal)
                && index + 1 < args.Count && !args[index + 1].StartsWith("--", StringComparison.Ordinal);
            if (hasValueBehind) settings.Add(args[++index]);
        }

        return [.. others, .. settings];
    }

    private static bool IsSetting(string token)
    {
        var name = token.AsSpan(
            0, token.IndexOf('=', StringComparison.Ordinal) is var end and >= 0 ? end : token.Length);
        return name.StartsWith("--", StringComparison.Ordinal) && name.Length > 3 && char.IsAsciiLetter(name[2])
            && name.Contains(':') && !name.EndsWith(":", StringComparison.Ordinal);
    }

    private static ProgramException Unknown(string token, Command command)
    {
        var name = token.Split('=', 2)[0];
        var known = command.Options.Select(option => option.Name)
            .Concat(command.Subcommands.Select(subcommand => subcommand.Name)).ToArray();
        var what = name.StartsWith('-') ? "option" : "argument";
        var near = NearMatch.Find(
            name, known) is { } match ? $": did you mean {match}?" : "; --help lists what there is";
        return new ProgramException(ExitCode.Usage, $"unknown {what} {name}{near}");
    }
}
