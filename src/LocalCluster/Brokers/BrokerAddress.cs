using System.Globalization;

namespace OrderPipeline.LocalCluster.Brokers;

/// <summary>Where one broker listens.</summary>
/// <param name="Id">The broker's id in the cluster's metadata, from 1.</param>
/// <param name="Host">A loopback address.</param>
/// <param name="Port">1 to 65,535.</param>
public readonly record struct BrokerAddress(int Id, string Host, int Port)
{
    internal static BrokerAddress Parse(int id, string address)
    {
        var colon = address.LastIndexOf(':');
        return new(id, address[..colon], int.Parse(address[(colon + 1)..], CultureInfo.InvariantCulture));
    }
}
