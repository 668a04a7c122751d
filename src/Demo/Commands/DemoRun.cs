using System.Globalization;
using OrderPipeline.Demo.Balancing;
using OrderPipeline.Demo.Programs;
using OrderPipeline.Demo.Screen;
using OrderPipeline.Demo.Sending;
using OrderPipeline.LocalCluster;
using OrderPipeline.Messaging.Hosting;

namespace OrderPipeline.Demo.Commands;

/// <summary>One run: the programs start, the orders pass, the programs stop, the books are compared.</summary>
internal sealed class DemoRun(
    DemoArguments arguments, EmbeddedCluster cluster, IDemoScreen screen, CommandContext context)
{
    private const int SlowestRate = 100;
    private const int OrdersPerSecondAtLeast = 200;
    private static readonly TimeSpan Sending = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly long _total = arguments.Orders + UndecodableRecords.Count;
    private readonly long _started = context.Clock.GetTimestamp();
    private ProducerReport? _producerReport;

    private int Rate => Math.Max(SlowestRate, (int)(arguments.Orders / Sending.TotalSeconds));

    public async Task<int> RunAsync()
    {
        screen.Show(DemoTexts.Opening(arguments));
        await using var programs = new ProgramSet(cluster);
        await PassOrdersAsync(programs);
        var balance = await CompareAsync(programs);
        screen.Show(DemoTexts.Closing(screen.LeftOut, context.Clock.GetElapsedTime(_started)));
        if (arguments.Keep)
            await KeepAsync();
        if (balance.Holds)
            return ExitCode.Done;
        throw new ProgramException(
            ExitCode.Failed,
            $"the books do not balance: {balance.Findings.First(finding => !finding.Holds).Text}");
    }

    private async Task PassOrdersAsync(ProgramSet programs)
    {
        var monitor = programs.Start(ProgramName.DlqMonitor, screen.Show);
        var consumer = programs.Start(
            ProgramName.AggregationConsumer, screen.Show,
            arguments.Fail.Length == 0 ? [] : [$"--Faults:FailProduct={arguments.Fail}"]);
        var producer = programs.Start(ProgramName.Producer, OnProducerLine, ProducerArguments());
        var undecodable = new UndecodableRecords(cluster.BootstrapServers, cluster.RegistryUrl, context.Clock);
        var sending = Task.WhenAll(Expect(producer), undecodable.SendAsync(Sending, context.Stopping));
        await screen.WithProgressAsync(
            _total,
            done => Task.Run(() => Follow(consumer, monitor, sending, done), context.Stopping));
        await sending;
        await Task.WhenAll(ProgramSet.StopAsync(consumer), ProgramSet.StopAsync(monitor));
    }

    private string[] ProducerArguments() =>
    [
        "--count", Text(arguments.Orders), "--seed", arguments.Seed.ToString(CultureInfo.InvariantCulture),
        "--rate", Text(Rate),
    ];

    private void OnProducerLine(ProgramLine line)
    {
        _producerReport ??= ProducerReport.Parse(line.Text);
        screen.Show(line);
    }

    private static async Task Expect(ProgramProcess program)
    {
        var code = await program.Ended;
        if (code != ExitCode.Done)
            throw new ProgramException(
                ExitCode.Failed, $"the {ProgramStyle.Label(program.Name).Trim()} ended with exit code {code}");
    }

    // Until the committed ledgers have reached the ends of all partitions. On a thread of its own: it polls.
    private void Follow(ProgramProcess consumer, ProgramProcess monitor, Task sending, Action<long> done)
    {
        using var ledgers = new LedgerProgress(cluster.BootstrapServers, DemoTopics.OrdersPartitions);
        var bound = Patience + TimeSpan.FromSeconds(arguments.Orders / (double)OrdersPerSecondAtLeast);
        while (!sending.IsCompleted || !ledgers.HasReachedEnds())
        {
            context.Stopping.ThrowIfCancellationRequested();
            if (sending.IsFaulted)
                return;
            foreach (var program in (ProgramProcess[])[consumer, monitor])
            {
                if (program.Ended.IsCompleted)
                    throw new ProgramException(
                        ExitCode.Failed, $"the {ProgramStyle.Label(program.Name).Trim()} has ended too early");
            }

            if (context.Clock.GetElapsedTime(_started) > bound)
                throw new ProgramException(
                    ExitCode.Failed,
                    $"after {bound.TotalSeconds:N0} s {ledgers.Done:N0} of {_total:N0} records are in the books");
            ledgers.Advance();
            done(ledgers.Done);
        }
    }

    private async Task<Balance> CompareAsync(ProgramSet programs)
    {
        var reports = await Task.WhenAll(
            programs.AskAsync(ProgramName.AggregationConsumer, context.Stopping, "averages", "--json"),
            programs.AskAsync(ProgramName.DlqMonitor, context.Stopping, "summary", "--json"));
        var averages = ReportsJson.Averages(reports[0]);
        var deadLetters = ReportsJson.DeadLetters(reports[1]);
        screen.Show(DemoReport.Heading("Averages"));
        screen.Show(DemoReport.Averages(averages));
        if (deadLetters.Groups.Count > 0)
            await ShowDeadLettersAsync(programs, deadLetters);
        var sent = new SentOrders(arguments.Seed, arguments.Orders, arguments.Fail);
        var balance = new Balance(sent, UndecodableRecords.Count, _producerReport, averages, deadLetters);
        screen.Show(DemoReport.Heading("Books"));
        screen.Show(DemoReport.Books(balance));
        return balance;
    }

    private async Task ShowDeadLettersAsync(ProgramSet programs, DeadLettersReport deadLetters)
    {
        screen.Show(DemoReport.Heading("Dead letters"));
        screen.Show(DemoReport.DeadLetters(deadLetters));
        var example = deadLetters.Groups.MaxBy(group => group.Count)!.Example;
        var details = await programs.AskAsync(ProgramName.DlqMonitor, context.Stopping, "show", example);
        screen.Show(DemoReport.Heading($"One dead letter in full (DlqMonitor show {example})"));
        screen.ShowLines(details);
    }

    private async Task KeepAsync()
    {
        screen.Show(DemoTexts.Kept(cluster));
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.Clock, context.Stopping);
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C is how the person ends it; the books have been compared.
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
