using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace TestKit;

/// <summary>The one way a test waits for something that happens elsewhere.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Looks again every 20 ms until the condition holds; fails with its text after <paramref
    /// name="within"/>.
    /// </summary>
    public static Task True(
        Func<bool> condition,
        TimeSpan within,
        string? because = null,
        [CallerArgumentExpression(nameof(condition))] string text = "")
        => True(() => Task.FromResult(condition()), within, because, text);

    /// <inheritdoc cref="True(Func{bool}, TimeSpan, string?, string)"/>
    public static async Task True(
        Func<Task<bool>> condition,
        TimeSpan within,
        string? because = null,
        [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Pause);
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > within)
            {
                var reason = because is null ? "" : $" ({because})";
                throw new XunitException($"still not true after {within.TotalSeconds:0.###} s: {text}{reason}");
            }

            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>
    /// Waits for the task; fails, naming it, where it has not ended in time. What it throws comes through.
    /// </summary>
    public static async Task<T> Ends<T>(
        Task<T> task, TimeSpan within, [CallerArgumentExpression(nameof(task))] string text = "")
    {
        await Ends((Task)task, within, text);
        return await task;
    }

    /// <inheritdoc cref="Ends{T}(Task{T}, TimeSpan, string)"/>
    public static async Task Ends(
        Task task, TimeSpan within, [CallerArgumentExpression(nameof(task))] string text = "")
    {
        using var bound = new CancellationTokenSource(within);
        var ended = new TaskCompletionSource();
        await using var registration = bound.Token.Register(ended.SetResult);
        if (await Task.WhenAny(task, ended.Task) != task)
            throw new XunitException($"did not end within {within.TotalSeconds:0.###} s: {text}");
        await task;
    }
}
