using System.Text.Json;
using System.Text.Json.Nodes;
using OrderPipeline.LocalCluster.Registry;
using TestKit.Node;

namespace LocalCluster.Tests.Registry.Clients;

/// <summary>npm's <c>@confluentinc/schemaregistry</c>, which asks as Confluent's own registry is asked.</summary>
[Trait("Category", "EndToEnd")]
public sealed class JavaScriptClientTests
{
    [Fact]
    public async Task Confluents_client_for_javascript_finds_a_registry_as_it_knows_it()
    {
        await using var server = await RegistryServer.StartAsync(0, TestContext.Current.CancellationToken);
        var request = new JsonObject { ["registry"] = server.Url, ["subject"] = "orders-value" };

        var told = await NodeScript.RunAsync("registry-api.js", request, TimeSpan.FromSeconds(30));

        Says(told, "ids", "[1,2,3,4,1]");
        Says(told, "version", "2");
        Says(told, "versions", "[1,2]");
        Says(told, "subjects", """["bills-value","money","orders-value"]""");
        Says(
            told,
            "byId",
            """{"schema":"{\"type\":\"record\",\"name\":\"Order\","""
            + """\"fields\":[{\"name\":\"id\",\"type\":\"string\"}]}"}""");
        Assert.Equal(2, told.GetProperty("latest").GetProperty("id").GetInt32());
        Assert.Equal(1, told.GetProperty("one").GetProperty("version").GetInt32());
        Says(
            told,
            "values",
            """[{"bytes":"000000000204783100002040","read":{"id":"x1","total":2.5}},"""
            + """{"bytes":"00000000040102","read":{"sum":{"type":"Buffer","data":[1,2]}}}]""");
        Says(told, "levels", """["BACKWARD","FULL","FULL","NONE","NONE"]""");
        Says(
            told,
            "refusals",
            """[{"status":404,"code":40403},{"status":404,"code":40401},{"status":404,"code":40402},"""
            + """{"status":422,"code":42201},{"status":422,"code":42201},{"status":422,"code":42205},"""
            + """{"status":422,"code":42206},{"status":404,"code":40405}]""");
        Says(told, "deleted", "[1,[2],[1,2]]");
        Says(told, "left", """["bills-value","money"]""");
    }

    private static void Says(JsonElement told, string name, string json) =>
        Assert.Equal(json, told.GetProperty(name).GetRawText());
}
