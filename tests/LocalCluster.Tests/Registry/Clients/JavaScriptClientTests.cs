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

        var told = await NodeScript.RunAsync("registry-api.js", request, TimeSpan.FromSeconds(60));

        Says(told, "ids", "[1,2,3,4,1,1]");
        Says(told, "version", "2");
        Says(told, "versions", "[1,2]");
        Says(told, "subjects", """["bills-value","money","orders-value"]""");
        Assert.Equal(2, told.GetProperty("latest").GetProperty("id").GetInt32());
        Assert.Equal(1, told.GetProperty("one").GetProperty("version").GetInt32());
        Says(
            told,
            "byId",
            """{"schema":"{\"type\":\"record\",\"name\":\"Order\","""
            + """\"fields\":[{\"name\":\"id\",\"type\":\"string\"}]}"}""");
        Says(told, "registered", "[4,1]");
        Says(
            told,
            "byGuid",
            """{"references":[{"name":"shop.Money","subject":"money","version":1}],"""
            + """ "schema":"{\"type\":\"record\",\"name\":\"Bill\","""
            + """\"fields\":[{\"name\":\"sum\",\"type\":\"shop.Money\"}]}"}""");
        Assert.Equal(
            """{"type":"record","name":"Bill","fields":[{"name":"sum","type":"""
            + """{"type":"fixed","name":"Money","namespace":"shop","size":2}}]}""",
            told.GetProperty("resolved").GetProperty("schema").GetString());
        Says(told, "compatible", "[true,false,true,false,true]");
        Says(
            told,
            "levels",
            """["BACKWARD","FULL","FULL",{"normalize":true,"compatibility":"BACKWARD"},"""
            + """{"normalize":true,"compatibilityLevel":"BACKWARD"},"FORWARD","""
            + """{"normalize":false,"compatibility":"BACKWARD_TRANSITIVE"},"""
            + """{"normalize":false,"compatibilityLevel":"BACKWARD_TRANSITIVE"}]""");
        Says(
            told,
            "metadata",
            """[1,[1,2],{"properties":{"owner":"Bob Jones","tier":"gold"},"tags":{"Order.id":["PII"]}}]""");
        Says(
            told,
            "refusals",
            """[{"status":404,"code":40403},{"status":404,"code":40403},{"status":404,"code":40401},"""
            + """{"status":404,"code":40402},{"status":404,"code":40403},{"status":404,"code":40408},"""
            + """{"status":422,"code":42201},{"status":422,"code":42201},{"status":409,"code":409},"""
            + """{"status":422,"code":42206},{"status":404,"code":40405}]""");
        Says(told, "readOnly", """[1,{"status":422,"code":42205},{"status":422,"code":42205}]""");
        Says(told, "deleted", "[1,1,[2],[2]]");
        Says(told, "left", """["bills-value","money","tiers"]""");
    }

    [Fact]
    public async Task Confluents_serializers_for_javascript_write_and_read_over_it()
    {
        await using var server = await RegistryServer.StartAsync(0, TestContext.Current.CancellationToken);
        var request = new JsonObject { ["registry"] = server.Url };

        var told = await NodeScript.RunAsync("registry-serdes.js", request, TimeSpan.FromSeconds(60));

        Says(told, "automatic", """{"bytes":"00000000010278","read":{"id":"x"}}""");
        Says(told, "latest", """{"bytes":"000000000304783100002040","read":{"id":"x1","total":2.5}}""");
        Says(told, "byMetadata", """{"bytes":"0000000002047832","read":{"id":"x2"}}""");
        Says(told, "byId", """{"bytes":"0000000002047833","read":{"id":"x3"}}""");
        Says(told, "evolved", """{"id":"x4","total":7}""");
        Says(told, "references", """{"bytes":"00000000050102","read":{"sum":{"type":"Buffer","data":[1,2]}}}""");
        Says(
            told,
            "header",
            """{"bytes":"0478350000803f","names":["__value_schema_id"],"read":{"id":"x5","total":1}}""");
    }

    private static void Says(JsonElement told, string name, string json) => Assert.Equal(
        json.Replace(" \"schema\"", "\"schema\"", StringComparison.Ordinal), told.GetProperty(name).GetRawText());
}
