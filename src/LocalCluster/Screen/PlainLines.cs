using System.Globalization;
using OrderPipeline.LocalCluster.Screen.Layout;
using OrderPipeline.LocalCluster.Screen.Status;

namespace OrderPipeline.LocalCluster.Screen;

/// <summary>What has changed, as one line, for outputs that are no terminal.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class PlainLines
{
    private const int MaxParts = 8;

    /// <summary>The least time between two lines.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private ClusterStatus _shown = new(-Pause, [], [], []);
    private bool _first = true;

    /// <summary>The next line; null where nothing has changed, or the last line is too fresh.</summary>
    public string? Next(ClusterStatus status)
    {
        if (!_first && status.Running - _shown.Running < Pause)
            return null;
        var parts = Parts(status).ToList();
        if (parts.Count == 0)
            return null;
        (_shown, _first) = (status, false);
        var text = string.Join(" | ", parts.Take(MaxParts));
        var more = parts.Count > MaxParts ? $" | and {parts.Count - MaxParts} more" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{status.Running:hh\\:mm\\:ss}  {text}{more}");
    }

    private IEnumerable<string> Parts(ClusterStatus status)
    {
        var topics = _shown.Topics.ToDictionary(topic => topic.Name, StringComparer.Ordinal);
        foreach (var topic in status.Topics)
        {
            var before = topics.GetValueOrDefault(topic.Name);
            if (topic.Written != (before?.Written ?? 0) || topic.Dropped != (before?.Dropped ?? 0))
                yield return Text(topic, before?.Written ?? 0);
        }
        var groups = _shown.Groups.ToDictionary(group => group.Id, Text, StringComparer.Ordinal);
        foreach (var group in status.Groups.Where(group => groups.GetValueOrDefault(group.Id) != Text(group)))
            yield return Text(group);
        foreach (var gone in _shown.Groups.ExceptBy(status.Groups.Select(group => group.Id), group => group.Id))
            yield return $"group {ScreenText.Clean(gone.Id)}: gone";
        foreach (var subject in status.Subjects.Except(_shown.Subjects))
            yield return $"subject {ScreenText.Clean(subject.Name)}: version {Number(subject.Versions)}";
    }

    private static string Text(TopicStatus topic, long before)
    {
        var dropped = topic.Dropped > 0 ? $", {Number(topic.Dropped)} of them dropped" : "";
        return $"{ScreenText.Clean(topic.Name)} +{Number(topic.Written - before)} = {Number(topic.Written)}{dropped}";
    }

    private static string Text(GroupStatus group)
    {
        var members = group.Members.Count == 1 ? "1 member" : $"{Number(group.Members.Count)} members";
        var topics = group.Topics.Select(
            topic => $", {ScreenText.Clean(topic.Topic)} at {Number(topic.Position)} lag {Number(topic.Lag)}");
        return $"group {ScreenText.Clean(group.Id)}: {members}{string.Concat(topics)}";
    }

    private static string Number(long number) => StatusTables.Number(number);
}
