using System.Numerics;
using System.Text;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Fingerprints;
using OrderPipeline.Generated.Logical;
using TestKit.Memory;
using Xunit;

namespace Avro.SourceGenerator.Tests.Generated;

[Trait("Category", "Unit")]
public sealed class LogicalTypesTests
{
    private static readonly Guid Uuid = new("00112233-4455-6677-8899-aabbccddeeff");

    private static Logical ALogical => new()
    {
        Amount = -1.23m,
        Fee = 1m,
        Wide = 1.5m,
        WideFixed = new AvroDecimal(BigInteger.MinusOne, 0),
        Any = new AvroDecimal(150, 2),
        Id = Uuid,
        BinaryId = Uuid,
        Day = new DateOnly(1969, 12, 31),
        TimeMillis = new TimeOnly(0, 0, 0, 1),
        TimeMicros = new TimeOnly(0, 0, 0, 0, 1),
        Millis = DateTimeOffset.UnixEpoch.AddMilliseconds(-1),
        Micros = DateTimeOffset.UnixEpoch.AddMicroseconds(1),
        Nanos = new AvroTimestampNanos(-2),
        LocalMillis = DateTime.UnixEpoch.AddMilliseconds(1),
        LocalMicros = DateTime.UnixEpoch.AddMicroseconds(-1),
        LocalNanos = new AvroLocalTimestampNanos(2),
        Span = new AvroDuration(1, 2, 3),
        Optional = new DateOnly(1970, 1, 2),
        Days = [new DateOnly(1970, 1, 1)],
        Ids = new Dictionary<string, Guid> { ["k"] = Uuid },
        Choice = 2.5m,
    };

    [Fact]
    public void Each_logical_type_is_the_bytes_of_the_specification()
    {
        var text = Convert.ToHexStringLower(Encoding.ASCII.GetBytes("H" + Uuid));
        const string uuid = "00112233445566778899aabbccddeeff";
        var expected = "0285" + "000000002710" + "0a037e11d600" + new string('f', 40) + "0804009604"
            + text + uuid + "01" + "02" + "02" + "01" + "02" + "03" + "02" + "01" + "04"
            + "010000000200000003000000" + "0202" + "020000" + "02026b" + uuid + "00" + "06" + "0000000061a8";
        Assert.Equal(expected, Codec.Hex(ALogical));
        Assert.True(Codec.Read<Logical>(expected, out var read).IsOk);
        Assert.Equal(ALogical, read);
        Assert.Equal(DateTimeKind.Unspecified, read!.LocalMillis.Kind);
    }

    [Fact]
    public void Branches_of_one_net_type_are_told_apart_by_the_underlying_one()
    {
        object[] values = [Uuid, BinaryId.From(Uuid.ToByteArray()), 2.5m, Memory(1), new TimeOnly(1, 0), 7L, 0.5];
        for (var i = 0; i < values.Length; i++)
        {
            var hex = Codec.Hex(ALogical with { Choice = values[i] });
            Assert.True(Codec.Read<Logical>(hex, out var read).IsOk);
            Assert.Equal(values[i].GetType(), read!.Choice!.GetType());
            Assert.Equal(hex, Codec.Hex(read));
        }

        var types = ALogical.GetType().Assembly.GetTypes().Select(type => type.Name).ToHashSet();
        Assert.Contains("BinaryId", types);
        Assert.DoesNotContain("Fee", types);
    }

    [Fact]
    public void A_decimal_that_does_not_fit_is_refused_with_the_name_of_the_field()
    {
        Assert.Equal(
            "amount of Logical does not fit decimal(9, 2) without rounding.",
            Codec.Refusal(ALogical with { Amount = 1.234m }));
        Assert.Equal(
            "wideFixed of Logical does not fit decimal(40, 0) without rounding.",
            Codec.Refusal(ALogical with { WideFixed = new AvroDecimal(15, 1) }));
        Assert.Equal(
            "choice of Logical does not fit decimal(12, 4) without rounding.",
            Codec.Refusal(ALogical with { Choice = 123456789m }));
    }

    [Theory]
    [InlineData("08052d38", "amount", AvroErrorCode.EndOfData)]
    [InlineData("0a0100000000", "amount", AvroErrorCode.DecimalOutOfRange)]
    [InlineData("0200" + "7fffffffffff", "fee", AvroErrorCode.DecimalOutOfRange)]
    [InlineData("0200" + "000000000000" + "00", "wide", AvroErrorCode.BadDecimal)]
    public void Bytes_outside_the_type_are_a_status_with_the_field(string hex, string path, AvroErrorCode code)
    {
        var status = Codec.Read<Logical>(hex, out _);
        Assert.Equal((code, path), (status.Code, status.Path));
    }

    [Fact]
    public void Defaults_of_logical_types_are_values_of_the_net_types()
    {
        var defaults = new LogicalDefaults();
        Assert.Equal(-1.23m, defaults.Amount);
        Assert.Equal(0.0005m, defaults.Small);
        Assert.Equal(7m, defaults.Whole);
        Assert.Equal(new AvroDecimal(15, 1), defaults.Wide);
        Assert.Equal(new AvroDecimal(150, -2), defaults.Any);
        Assert.Equal((Uuid, Uuid), (defaults.Id, defaults.BinaryId));
        Assert.Equal(new DateOnly(1969, 12, 31), defaults.Day);
        Assert.Equal(new TimeOnly(23, 59, 59, 999), defaults.TimeMillis);
        Assert.Equal(new TimeOnly(0, 0, 0, 0, 1), defaults.TimeMicros);
        Assert.Equal(DateTimeOffset.MinValue, defaults.Micros);
        Assert.Equal(long.MinValue, defaults.Nanos.Nanoseconds);
        Assert.Equal(DateTime.UnixEpoch.AddMilliseconds(-1), defaults.LocalMillis);
        Assert.Equal(DateTime.MaxValue.AddTicks(-9), defaults.LocalMicros);
        Assert.Equal(5, defaults.LocalNanos.Nanoseconds);
        Assert.Equal(new AvroDuration(1, 2, uint.MaxValue), defaults.Span);
        Assert.Equal([new DateOnly(1970, 1, 1)], defaults.Days);
        Assert.Equal(new DateOnly(1970, 1, 1), defaults.Choice);
        Assert.True(Codec.Read<LogicalDefaults>(Codec.Hex(defaults), out var read).IsOk);
        Assert.Equal(defaults, read);
    }

    [Fact]
    public void A_view_holds_logical_types_and_allocates_nothing()
    {
        var payment = new Payment
        {
            Amount = 9.99m,
            Id = Uuid,
            Day = new DateOnly(2026, 11, 21),
            At = new AvroTimestampNanos(1),
            Writer = "a",
            WriterValue = "b",
        };
        var bytes = Convert.FromHexString(Codec.Hex(payment));
        var target = new byte[bytes.Length];
        var allocated = Allocations.Of(() =>
        {
            var reader = new AvroReader(bytes);
            PaymentView.TryRead(ref reader, out var view);
            var writer = new AvroWriter(target);
            PaymentView.Write(ref writer, view);
        });
        Assert.Equal(0, allocated);
        Assert.Equal(bytes, target);
        var again = new AvroReader(bytes);
        Assert.True(PaymentView.TryRead(ref again, out var read).IsOk);
        Assert.Equal(payment, read.ToRecord());
    }

    [Fact]
    public void The_fingerprint_is_a_constant_and_that_of_the_schema()
    {
        Assert.Equal(Logical.SchemaFingerprint, SchemaFingerprint.Crc64(Logical.Schema));
        Assert.Equal(Logical.SchemaFingerprint, FingerprintOf<Logical>());
    }

    private static ulong FingerprintOf<T>()
        where T : IAvroRecord<T> => T.SchemaFingerprint;

    private static ReadOnlyMemory<byte> Memory(params byte[] bytes) => bytes;
}
