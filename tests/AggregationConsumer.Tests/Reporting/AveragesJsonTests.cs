using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.AggregationConsumer.Reporting;

namespace AggregationConsumer.Tests.Reporting;

[Trait("Category", "Unit")]
public sealed class AveragesJsonTests
{
    [Fact]
    public void A_report_is_one_line_with_these_names_and_forms()
    {
        var report = new AveragesReport();
        report.Add(Books(1, averaged: 2, validation: 1, processing: 3), 1_006);
        report.Add(Books(0, averaged: 1, deserialization: 12, unexpected: 4), 17);
        report.Add("Item2", Prices(45.99f));
        report.Add("Item10", Prices(0.1f));
        report.Add("Item2", Prices(10f));

        Assert.Equal(
            """{"total":{"count":3,"sum":"56.090001679956912994384765625","average":18.696667226652306""" +
            ""","min":0.1,"max":45.99},"products":[""" +
            """{"product":"Item10","count":1,"sum":"0.100000001490116119384765625","average":0.10000000149011612""" +
            ""","min":0.1,"max":0.1},""" +
            """{"product":"Item2","count":2,"sum":"55.990001678466796875","average":27.9950008392334""" +
            ""","min":10,"max":45.99}],"ledger":[""" +
            """{"partition":0,"nextOffset":17,"read":17,"averaged":1,"deadLettered":16,"deadLetteredByKind":""" +
            """{"DESERIALIZATION":12,"VALIDATION":0,"PROCESSING":0,"UNEXPECTED":4}},""" +
            """{"partition":1,"nextOffset":1006,"read":6,"averaged":2,"deadLettered":4,"deadLetteredByKind":""" +
            """{"DESERIALIZATION":0,"VALIDATION":1,"PROCESSING":3,"UNEXPECTED":0}}]}""",
            AveragesJson.Of(report));
    }

    [Fact]
    public void Without_an_order_there_is_no_average_and_no_extreme() => Assert.Equal(
        """{"total":{"count":0,"sum":"0","average":null,"min":null,"max":null},"products":[],"ledger":[]}""",
        AveragesJson.Of(new AveragesReport()));

    [Fact]
    public void The_books_are_one_line_that_leaves_out_kinds_without_dead_letters()
    {
        var report = new AveragesReport();
        Assert.Equal("read 0 = averaged 0", BooksText.Of(report));

        report.Add(Books(0, averaged: 1_588, deserialization: 12, processing: 412), 2_012);
        report.Add(Books(3, averaged: 1), 1);

        Assert.Equal(
            "read 2,013 = averaged 1,589 + DESERIALIZATION 12 + PROCESSING 412   (partitions 0, 3)",
                BooksText.Of(report));
    }

    [Fact]
    public void Where_there_are_several_partitions_each_has_its_own_line_before_the_books_of_all()
    {
        var report = new AveragesReport();
        report.Add(Books(0, averaged: 1_588, deserialization: 12, processing: 412), 2_012);
        Assert.Equal(BooksText.Of(report), BooksText.ByPartition(report));

        report.Add(Books(3, averaged: 1), 1);

        Assert.Equal(
            """
            partition 0: read 2,012 = averaged 1,588 + DESERIALIZATION 12 + PROCESSING 412, up to offset 2012
            partition 3: read 1 = averaged 1, up to offset 1
            read 2,013 = averaged 1,589 + DESERIALIZATION 12 + PROCESSING 412   (partitions 0, 3)
            """.ReplaceLineEndings(),
            BooksText.ByPartition(report));
    }

    private static PartitionBooks Books(
        int partition, long averaged,
            long deserialization = 0, long validation = 0, long processing = 0, long unexpected = 0) =>
        new()
        {
            Partition = partition,
            Counts = new Books
            {
                Averaged = averaged,
                Deserialization = deserialization,
                Validation = validation,
                Processing = processing,
                Unexpected = unexpected,
            },
        };

    private static PriceStatistics Prices(float price)
    {
        var statistics = default(PriceStatistics);
        statistics.Add(price);
        return statistics;
    }
}
