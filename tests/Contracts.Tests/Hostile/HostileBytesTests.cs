using OrderPipeline.Avro;
using Xunit;

namespace Contracts.Tests.Hostile;

[Trait("Category", "Unit")]
public sealed class HostileBytesTests
{
    private static readonly byte[] ElevenBytes = Convert.FromHexString("ffffffffffffffffffff01");
    private static readonly byte[] SixtyFiveBits = Convert.FromHexString("ffffffffffffffffff02");
    private static readonly byte[] ThirtyThreeBits = Convert.FromHexString("ffffffff1f");

    [Fact]
    public void Every_cut_is_the_end_of_the_data_in_the_field_that_was_cut() => Each((contract, _) =>
    {
        for (var length = 0; length < contract.Good.Length; length++)
        {
            var reader = new AvroReader(contract.Good.AsSpan(0, length));
            Assert.False(AvroSkipper.TrySkip(ref reader, contract.Schema));
            var (at, cut) = (reader.ErrorOffset, contract.Good[..length]);
            Assert.InRange(at, 0, length);
            contract.Refuses(cut, new(AvroErrorCode.EndOfData, at, contract.FieldAt(at)));
        }
    }, once: true);

    [Fact]
    public void Bytes_behind_a_value_are_refused_where_the_value_should_be_all() => Each((contract, _) =>
    {
        var trailing = new AvroStatus(AvroErrorCode.TrailingBytes, contract.Good.Length, null);
        contract.RefusesWhole([.. contract.Good, 0], trailing);
        contract.RefusesWhole([.. contract.Good, .. contract.Good], trailing);
    }, once: true);

    [Fact]
    public void A_number_of_too_many_bytes_or_bits_is_refused_wherever_it_stands() => Each((contract, place) =>
    {
        if (place.Kind is PlaceKind.Boolean or PlaceKind.Sized)
            return;
        var isInt = place.Kind is PlaceKind.Int or PlaceKind.Symbol or PlaceKind.Branch;
        var code = isInt ? AvroErrorCode.IntOutOfRange : AvroErrorCode.VarintTooLong;
        contract.Refuses(contract.Put(place, ElevenBytes), new(code, place.Offset, place.Path));
        contract.Refuses(contract.Put(place, SixtyFiveBits), new(code, place.Offset, place.Path));
        if (isInt)
            contract.Refuses(contract.Put(place, ThirtyThreeBits), new(code, place.Offset, place.Path));
    });

    [Theory]
    [InlineData(-1, AvroErrorCode.NegativeLength)]
    [InlineData(long.MinValue, AvroErrorCode.NegativeLength)]
    [InlineData(int.MaxValue, AvroErrorCode.EndOfData)]
    [InlineData(1L << 31, AvroErrorCode.EndOfData)]
    [InlineData(1L << 62, AvroErrorCode.EndOfData)]
    [InlineData(long.MaxValue, AvroErrorCode.EndOfData)]
    public void A_length_that_cannot_be_is_refused_and_takes_no_memory(long length, AvroErrorCode code) =>
        Each((contract, place) =>
        {
            if (place.Kind is PlaceKind.TextLength or PlaceKind.BytesLength)
                contract.Refuses(contract.Put(place, Number(length)), new(code, place.Offset, place.Path));
        });

    [Fact]
    public void A_length_of_one_byte_more_than_is_left_is_refused() => Each((contract, place) =>
    {
        if (place.Kind is not (PlaceKind.TextLength or PlaceKind.BytesLength))
            return;
        var oneMore = Number(contract.Good.Length - place.End + 1);
        contract.Refuses(
            contract.Put(place, oneMore), new(AvroErrorCode.EndOfData, place.Offset, place.Path));
    });

    [Theory]
    [InlineData("feffffff0f", AvroErrorCode.EndOfData, 0)] // 2^31-1 items
    [InlineData("80808080808080808001", AvroErrorCode.EndOfData, 0)] // 2^62 items
    [InlineData("ffffffffffffffffff0100", AvroErrorCode.EndOfData, 0)] // -2^63 items in 0 bytes
    [InlineData("0101", AvroErrorCode.NegativeLength, 1)] // one item in -1 bytes
    [InlineData("01feffffff0f", AvroErrorCode.EndOfData, 1)] // one item in 2^31-1 bytes
    [InlineData("ffffffff0f02", AvroErrorCode.EndOfData, 0)] // 2^31 items in one byte
    public void A_block_that_cannot_be_is_refused_and_takes_no_memory(string hex, AvroErrorCode code, int offset) =>
        Each((contract, place) =>
        {
            if (place.Kind == PlaceKind.Count)
            {
                contract.Refuses(
                    contract.Put(place, Convert.FromHexString(hex)), new(code, place.Offset + offset, place.Path));
            }
        });

    [Fact]
    public void A_symbol_or_branch_that_does_not_exist_is_refused() => Each((contract, place) =>
    {
        if (place.Kind is not (PlaceKind.Symbol or PlaceKind.Branch))
            return;
        var code = place.Kind == PlaceKind.Symbol ? AvroErrorCode.BadEnumIndex : AvroErrorCode.BadUnionIndex;
        foreach (var index in (long[])[place.Choices, -1, int.MaxValue, int.MinValue])
            contract.Refuses(contract.Put(place, Number(index)), new(code, place.Offset, place.Path));
    });

    [Fact]
    public void A_boolean_is_one_of_two_bytes() => Each((contract, place) =>
    {
        if (place.Kind != PlaceKind.Boolean)
            return;
        foreach (var value in (byte[])[2, 0x80, 0xff])
            contract.Refuses(contract.Put(place, [value]), new(AvroErrorCode.BadBoolean, place.Offset, place.Path));
    });

    [Theory]
    [InlineData("ff")]
    [InlineData("c3")] // the first of two
    [InlineData("80")] // the second of two
    [InlineData("c080")] // zero in two bytes
    [InlineData("eda080")] // half of a surrogate pair
    [InlineData("f4908080")] // beyond U+10FFFF
    [InlineData("78787878787878787878787878787878c3")] // behind sixteen bytes that are good
    public void Text_that_is_no_utf8_is_refused(string hex) => Each((contract, place) =>
    {
        if (place.Kind != PlaceKind.TextLength)
            return;
        var text = Convert.FromHexString(hex);
        var end = place.End + (int)place.Value;
        var bad = contract.With(place.Offset, end, [.. Number(text.Length), .. text]);
        contract.Refuses(bad, new(AvroErrorCode.BadUtf8, place.Offset, place.Path));
    });

    [Fact]
    public void The_places_are_those_of_the_contracts()
    {
        var kinds = Contract.All.SelectMany(contract => contract.Places).Select(place => place.Kind).ToHashSet();
        Assert.Equal(Enum.GetValues<PlaceKind>().ToHashSet(), kinds);
        var paths = Contract.All.SelectMany(contract => contract.Places).Select(place => place.Path).ToHashSet();
        Assert.Contains("attempts[1].exceptionType", paths);
        Assert.Contains("breaker.letThroughTo", paths);
    }

    private static byte[] Number(long value)
    {
        var buffer = new byte[10];
        var writer = new AvroWriter(buffer);
        writer.WriteLong(value);
        return buffer[..writer.Written];
    }

    private static void Each(Action<Contract, Place> check, bool once = false)
    {
        foreach (var contract in Contract.All)
        {
            foreach (var place in once ? contract.Places.Take(1) : contract.Places)
                check(contract, place);
        }
    }
}
