using System.Text;

namespace OrderPipeline.Messaging.Native;

/// <summary>
/// The <c>rd_kafka_topic_t</c> of each topic that a client writes to: a handful, made when first asked for.
/// </summary>
internal sealed unsafe class TopicHandles(nint client) : IDisposable
{
    private readonly List<KeyValuePair<string, nint>> _handles = [];

    /// <summary>The topic's handle, or zero where librdkafka refuses the name.</summary>
    public nint Of(string topic)
    {
        foreach (var (name, handle) in _handles)
        {
            if (ReferenceEquals(name, topic) || name == topic) return handle;
        }

        return Add(topic);
    }

    public void Dispose()
    {
        foreach (var (_, handle) in _handles) ProduceCalls.DestroyTopic(handle);
        _handles.Clear();
    }

    private nint Add(string topic)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(topic + '\0'))
        {
            var handle = ProduceCalls.NewTopic(client, name);
            if (handle != 0) _handles.Add(new KeyValuePair<string, nint>(topic, handle));
            return handle;
        }
    }
}
