using System.Text.RegularExpressions;
using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Words;

/// <summary>Nothing names a folder that only one machine has.</summary>
internal sealed partial class MachinePathRule : FileRule
{
    protected override bool Concerns(TrackedFile file) => true;

    protected override IEnumerable<Breach> Check(TrackedFile file) =>
        from line in file.Lines.Index()
        let match = MachinePath().Match(line.Item)
        where match.Success
        select new Breach(file.Path, line.Index + 1, $"`{match.Value}` is a path of one machine");

    [GeneratedRegex(@"(?<![\w.:/])/(home|root|work|workspace|Users|tmp)/[\w.]+"
        + @"|\b[A-Za-z]:\\\\?(Users|home|work)\b[\\\w.]*")]
    private static partial Regex MachinePath();
}
