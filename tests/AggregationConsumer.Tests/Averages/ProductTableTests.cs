using System.Text;
using OrderPipeline.AggregationConsumer.Averages;

namespace AggregationConsumer.Tests.Averages;

[Trait("Category", "Unit")]
public sealed class ProductTableTests
{
    [Fact]
    public void Threads_that_add_the_same_products_get_the_same_objects_and_no_id_twice()
    {
        const int products = 5_000;
        var table = new ProductTable();
        var found = new Product[4][];

        Parallel.For(0, found.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, thread =>
        {
            var mine = new Product[products];
            var order = Enumerable.Range(0, products).ToArray();
            new Random(thread).Shuffle(order);
            foreach (var number in order) mine[number] = table.GetOrAdd(Encoding.UTF8.GetBytes($"Item{number}"));
            found[thread] = mine;
        });

        for (var number = 0; number < products; number++)
        {
            Assert.Equal($"Item{number}", found[0][number].Name);
            Assert.All(found, mine => Assert.Same(found[0][number], mine[number]));
        }

        Assert.Equal(Enumerable.Range(0, products), found[0].Select(product => product.Id).Order());
    }

    [Fact]
    public void Names_that_differ_in_one_byte_are_two_products()
    {
        var table = new ProductTable();

        Assert.NotSame(table.GetOrAdd("Käse"u8), table.GetOrAdd("Kase"u8));
        Assert.NotSame(table.GetOrAdd("A"u8), table.GetOrAdd("A "u8));
        Assert.Same(table.GetOrAdd("A"u8), table.GetOrAdd("A"u8.ToArray()));
    }
}
