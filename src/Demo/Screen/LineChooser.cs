using OrderPipeline.Demo.Programs;

namespace OrderPipeline.Demo.Screen;

/// <summary>Chooses a few lines of each kind a second, so that a person can follow; the rest is counted.</summary>
/// <remarks>Lines of a block, which are indented or empty, go with the line before them. Not thread-safe.</remarks>
internal sealed class LineChooser(TimeProvider clock)
{
    private const int MaxBlockLines = 9;
    private const int OtherLinesPerSecond = 20;

    private readonly Dictionary<(ProgramName, char), Quota> _quotas = [];
    private readonly Dictionary<ProgramName, int> _blockLinesLeft = [];

    /// <summary>Lines that were not shown.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Whether the line is to be shown.</summary>
    public bool Takes(ProgramLine line)
    {
        var isShown = line.IsError || (IsInBlock(line.Text) ? TakesFromBlock(line.Program) : TakesHead(line));
        if (!isShown)
            LeftOut++;
        return isShown;
    }

    private static bool IsInBlock(string text) => text.Length == 0 || text[0] == ' ';

    // The programs' own counts of lines they left out would not be true of what is shown here.
    private static bool IsCount(string text) => text[0] == '…';

    private static double PerSecond(ProgramName program, char mark) => (program, mark) switch
    {
        (ProgramName.DlqMonitor, '✖') => 0.5,
        (_, '✖') => 1,
        (_, '→' or '✔' or '↻') => 2,
        _ => OtherLinesPerSecond,
    };

    private bool TakesFromBlock(ProgramName program)
    {
        var left = _blockLinesLeft.GetValueOrDefault(program);
        _blockLinesLeft[program] = Math.Max(0, left - 1);
        return left > 0;
    }

    private bool TakesHead(ProgramLine line)
    {
        var mark = line.Text[0];
        var key = (line.Program, mark is '→' or '✔' or '↻' or '✖' ? mark : ' ');
        if (!_quotas.TryGetValue(key, out var quota))
            _quotas[key] = quota = new(PerSecond(line.Program, mark), clock);
        var isShown = !IsCount(line.Text) && quota.TryTake();
        _blockLinesLeft[line.Program] = isShown ? MaxBlockLines : 0;
        return isShown;
    }

    /// <summary>So many a second, with one second's worth, and one at least, to begin with.</summary>
    private sealed class Quota(double perSecond, TimeProvider clock)
    {
        private double _left = Math.Max(1, perSecond);
        private long _at = clock.GetTimestamp();

        public bool TryTake()
        {
            _left = Math.Min(Math.Max(1, perSecond), _left + perSecond * clock.GetElapsedTime(_at).TotalSeconds);
            _at = clock.GetTimestamp();
            if (_left < 1)
                return false;
            _left--;
            return true;
        }
    }
}
