using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrderPipeline.LocalCluster.Network;
using OrderPipeline.LocalCluster.Registry.Compatibility;
using OrderPipeline.LocalCluster.Registry.Http;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry;

/// <summary>A Schema Registry with Confluent's REST API, in memory, on the loopback addresses only.</summary>
/// <remarks>
/// Reads no settings file and no environment variable, writes no log and handles no signal. What it holds is gone
/// when it is disposed.
/// </remarks>
public sealed class RegistryServer : IAsyncDisposable
{
    private const string PortOption = "--registry-port";
    private const int MaxBodyBytes = 2 << 20;
    private const int MaxConnections = 256;
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(2);

    private readonly WebApplication _application;
    private readonly SchemaStore _store;
    private int _disposed;

    private RegistryServer(WebApplication application, SchemaStore store, int port)
    {
        _application = application;
        _store = store;
        Port = port;
        Url = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>Where clients find it; <c>localhost</c> means both loopback addresses.</summary>
    public string Url { get; }

    /// <summary>Starts a registry that answers when this returns.</summary>
    /// <param name="port">1 to 65535; 0 for any free one.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="PortTakenException">Somebody listens on this port of localhost.</exception>
    public static async Task<RegistryServer> StartAsync(int port, CancellationToken cancellationToken)
    {
        using var sockets = LoopbackSockets.Bind(port, PortOption);
        var addresses = sockets.Addresses;
        var store = new SchemaStore(compatibility: new AvroCompatibilityCheck());
        var application = Build(sockets, store);
        try
        {
            await application.StartAsync(cancellationToken);
            return new RegistryServer(application, store, addresses[0].Port);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    /// <summary>What it holds now; safe from any thread.</summary>
    public RegistrySnapshot Snapshot() => _store.Snapshot();

    /// <summary>Stops listening; requests in flight have two seconds. A second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private static WebApplication Build(LoopbackSockets sockets, SchemaStore store)
    {
        // The empty builder, unlike the slim one, looks at no file and no environment variable.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, UnmanagedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopBound);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseSockets(transport => transport.CreateBoundListenSocket = sockets.Take);
        builder.WebHost.ConfigureKestrel(server => Configure(server, sockets));

        var application = builder.Build();
        application.Use(next => context =>
        {
            ContextPaths.Apply(context);
            return RegistryEndpoint.CompleteAsync(context, next);
        });
        application.UseRouting();
        new SubjectRoutes(store).Map(application);
        new CompatibilityRoutes(store).Map(application);
        new SchemaRoutes(store).Map(application);
        new SettingRoutes(store.Settings).Map(application);
        return application;
    }

    private static void Configure(KestrelServerOptions server, LoopbackSockets sockets)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = MaxBodyBytes;
        server.Limits.MaxConcurrentConnections = MaxConnections;
        foreach (var address in sockets.Addresses)
            server.Listen(address);
    }
}
