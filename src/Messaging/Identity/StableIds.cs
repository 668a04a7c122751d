using System.Globalization;
using System.Text.RegularExpressions;

namespace OrderPipeline.Messaging.Identity;

/// <summary>Judges whether an instance will have the same id after a restart, and says what it costs where
/// not.</summary>
public static partial class StableIds
{
    /// <summary>A sentence for people, or null where nothing speaks against the id.</summary>
    /// <param name="configured">The setting <c>Consumer:InstanceId</c>, or null for an id of the machine's
    /// name.</param>
    /// <param name="machine">The machine's name.</param>
    /// <param name="processId">This process's id.</param>
    /// <param name="sessionTimeout">How long the group keeps a member that died.</param>
    /// <param name="transactionTimeout">How long a transaction that it left open holds back its partitions.</param>
    public static string? Warning(
        string? configured, string machine, int processId, TimeSpan sessionTimeout, TimeSpan transactionTimeout)
    {
        var cause = configured is null
            ? IsFleeting(machine) ? $"the machine's name, {machine}, looks like a container's" : null
            : CauseOf(configured, machine, processId);
        if (cause is null) return null;
        var seconds = (sessionTimeout + transactionTimeout).TotalSeconds;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{cause}: with another id after each restart, a kill holds up its partitions for up to {seconds:0} s; " +
            $"set Consumer:InstanceId to a name that stays, such as a StatefulSet pod's");
    }

    private static string? CauseOf(string configured, string machine, int processId)
    {
        if (IsFleeting(machine) && configured.Contains(machine, StringComparison.OrdinalIgnoreCase))
            return $"Consumer:InstanceId={configured} holds the machine's name, which looks like a container's";
        var pid = processId.ToString(CultureInfo.InvariantCulture);
        // In a container the program is often process 1, which is nobody's mistake.
        return pid.Length > 1 && configured.Split('.', '-', '_').Contains(pid)
            ? $"Consumer:InstanceId={configured} holds the process id"
            : Guids().IsMatch(configured) ? $"Consumer:InstanceId={configured} holds a random id" : null;
    }

    /// <summary>Docker's 12 hexadecimal digits, or the two random parts of a Deployment's pod.</summary>
    private static bool IsFleeting(string machine) => Containers().IsMatch(machine);

    [GeneratedRegex("^[0-9a-f]{12}$|-[bcdfghjklmnpqrstvwxz2456789]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$")]
    private static partial Regex Containers();

    [GeneratedRegex("[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}")]
    private static partial Regex Guids();
}
