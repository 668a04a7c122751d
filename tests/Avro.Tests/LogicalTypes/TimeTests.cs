using OrderPipeline.Avro;
using Xunit;

namespace Avro.Tests.LogicalTypes;

[Trait("Category", "Unit")]
public sealed class TimeTests
{
    private delegate void Writing(ref AvroWriter writer);

    private delegate bool Reading(ref AvroReader reader);

    private static string Hex(Writing write)
    {
        var buffer = new byte[64];
        var writer = new AvroWriter(buffer);
        write(ref writer);
        return Convert.ToHexStringLower(buffer.AsSpan(0, writer.Written));
    }

    private static string Failure(string hex, Reading read)
    {
        var reader = new AvroReader(Convert.FromHexString(hex));
        Assert.False(read(ref reader));
        return reader.Status("f").ToString();
    }

    private static string Varint(long value) => Hex((ref AvroWriter writer) => writer.WriteLong(value));

    [Theory]
    [InlineData(1970, 1, 1, "00")]
    [InlineData(1969, 12, 31, "01")]
    [InlineData(1, 1, 1, "f3e457")]
    [InlineData(9999, 12, 31, "c082e602")]
    public void A_date_is_days_since_1970(int year, int month, int day, string hex)
    {
        var date = new DateOnly(year, month, day);
        Assert.Equal(hex, Hex((ref AvroWriter writer) => writer.WriteDate(date)));
        var reader = new AvroReader(Convert.FromHexString(hex));
        Assert.True(reader.TryReadDate(out var read));
        Assert.Equal(date, read);
    }

    [Theory]
    [InlineData(-719_163)]
    [InlineData(2_932_897)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_date_beyond_the_calendar_fails(int days) => Assert.Equal(
        "f: the date at byte 0 is not in the years 1 to 9999",
        Failure(Varint(days), (ref AvroReader reader) => reader.TryReadDate(out _)));

    [Fact]
    public void A_time_is_cut_off_to_its_unit()
    {
        var last = TimeOnly.MaxValue;
        Assert.Equal(Varint(86_399_999), Hex((ref AvroWriter writer) => writer.WriteTimeMillis(last)));
        Assert.Equal(Varint(86_399_999_999), Hex((ref AvroWriter writer) => writer.WriteTimeMicros(last)));
        var reader = new AvroReader(Convert.FromHexString(Varint(86_399_999) + Varint(86_399_999_999)));
        Assert.True(reader.TryReadTimeMillis(out var millis) && reader.TryReadTimeMicros(out var micros)
            && millis == new TimeOnly(23, 59, 59, 999) && micros == new TimeOnly(23, 59, 59, 999, 999));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(86_400_000)]
    public void Milliseconds_outside_a_day_fail(long units) => Assert.Equal(
        "f: the time at byte 0 is not within a day",
        Failure(Varint(units), (ref AvroReader reader) => reader.TryReadTimeMillis(out _)));

    [Theory]
    [InlineData(-1)]
    [InlineData(86_400_000_000)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void Microseconds_outside_a_day_fail(long units) => Assert.Equal(
        "f: the time at byte 0 is not within a day",
        Failure(Varint(units), (ref AvroReader reader) => reader.TryReadTimeMicros(out _)));

    [Fact]
    public void A_timestamp_before_1970_is_cut_off_towards_the_past()
    {
        var instant = DateTimeOffset.UnixEpoch.AddTicks(-1);
        Assert.Equal("01", Hex((ref AvroWriter writer) => writer.WriteTimestampMillis(instant)));
        Assert.Equal("01", Hex((ref AvroWriter writer) => writer.WriteTimestampMicros(instant)));
        Assert.Equal("01", Hex((ref AvroWriter writer) => writer.WriteLocalTimestampMillis(instant.DateTime)));
        Assert.Equal("01", Hex((ref AvroWriter writer) => writer.WriteLocalTimestampMicros(instant.DateTime)));
    }

    [Fact]
    public void A_timestamp_is_the_instant_whatever_its_offset()
    {
        var instant = new DateTimeOffset(1970, 1, 1, 2, 0, 0, 1, TimeSpan.FromHours(2));
        Assert.Equal("02", Hex((ref AvroWriter writer) => writer.WriteTimestampMillis(instant)));
    }

    [Fact]
    public void A_local_timestamp_is_what_the_clock_shows_whatever_its_kind()
    {
        foreach (var kind in Enum.GetValues<DateTimeKind>())
        {
            var local = new DateTime(1970, 1, 1, 0, 0, 1, kind);
            var hex = Hex((ref AvroWriter writer) => writer.WriteLocalTimestampMillis(local));
            Assert.Equal("d00f", hex);
            var reader = new AvroReader(Convert.FromHexString(hex));
            Assert.True(reader.TryReadLocalTimestampMillis(out var read));
            Assert.Equal((local, DateTimeKind.Unspecified), (read, read.Kind));
        }
    }

    [Fact]
    public void Timestamps_reach_from_the_first_to_the_last_unit_of_the_calendar()
    {
        var ends = new[] { -62_135_596_800_000_000, 253_402_300_799_999_999 };
        foreach (var end in ends)
        {
            var reader = new AvroReader(Convert.FromHexString(Varint(end) + Varint(end)));
            Assert.True(reader.TryReadTimestampMicros(out var instant)
                && reader.TryReadLocalTimestampMicros(out var local) && instant.DateTime == local);
            var beyond = Varint(end + Math.Sign(end));
            const string words = "f: the timestamp at byte 0 is not in the years 1 to 9999";
            Assert.Equal(words, Failure(beyond, (ref AvroReader r) => r.TryReadTimestampMicros(out _)));
            Assert.Equal(words, Failure(beyond, (ref AvroReader r) => r.TryReadLocalTimestampMicros(out _)));
        }
    }

    [Theory]
    [InlineData(0, "1970-01-01T00:00:00.000000000Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999999999Z")]
    [InlineData(long.MaxValue, "2262-04-11T23:47:16.854775807Z")]
    [InlineData(long.MinValue, "1677-09-21T00:12:43.145224192Z")]
    public void Nanoseconds_lose_nothing(long nanoseconds, string text)
    {
        var instant = new AvroTimestampNanos(nanoseconds);
        var local = new AvroLocalTimestampNanos(nanoseconds);
        Assert.Equal(text, instant.ToString());
        Assert.Equal(text[..^1], local.ToString());
        var hex = Varint(nanoseconds);
        Assert.Equal(hex, Hex((ref AvroWriter writer) => writer.WriteTimestampNanos(instant)));
        Assert.Equal(hex, Hex((ref AvroWriter writer) => writer.WriteLocalTimestampNanos(local)));
        var reader = new AvroReader(Convert.FromHexString(hex + hex));
        Assert.True(reader.TryReadTimestampNanos(out var read) && read == instant
            && reader.TryReadLocalTimestampNanos(out var readLocal) && readLocal == local);
        var ticks = (instant.ToDateTimeOffset() - DateTimeOffset.UnixEpoch).Ticks;
        Assert.InRange(ticks * 100m, nanoseconds - 99m, nanoseconds);
    }

    [Fact]
    public void Nanoseconds_come_from_ticks_exactly_or_not_at_all()
    {
        var instant = DateTimeOffset.UnixEpoch.AddTicks(-7);
        Assert.Equal(new AvroTimestampNanos(-700), AvroTimestampNanos.FromDateTimeOffset(instant));
        Assert.Equal(instant, new AvroTimestampNanos(-700).ToDateTimeOffset());
        var last = DateTimeOffset.MaxValue;
        Assert.Throws<ArgumentOutOfRangeException>(() => AvroTimestampNanos.FromDateTimeOffset(last));
        Assert.Throws<ArgumentOutOfRangeException>(() => AvroLocalTimestampNanos.FromDateTime(DateTime.MinValue));
    }

    [Fact]
    public void A_duration_is_three_little_endian_numbers()
    {
        var duration = new AvroDuration(1, 0x0203, uint.MaxValue);
        const string hex = "0100000003020000ffffffff";
        Assert.Equal(hex, Hex((ref AvroWriter writer) => writer.WriteDuration(duration)));
        var reader = new AvroReader(Convert.FromHexString(hex));
        Assert.True(reader.TryReadDuration(out var read));
        Assert.Equal(duration, read);
        Assert.Equal("P1M515DT4294967.295S", read.ToString());
    }

    [Fact]
    public void A_uuid_is_text_in_lower_case_or_sixteen_bytes_in_that_order()
    {
        var uuid = new Guid("00112233-4455-6677-8899-AABBCCDDEEFF");
        var text = Convert.ToHexStringLower("H00112233-4455-6677-8899-aabbccddeeff"u8);
        const string bytes = "00112233445566778899aabbccddeeff";
        Assert.Equal(text, Hex((ref AvroWriter writer) => writer.WriteUuid(uuid)));
        Assert.Equal(bytes, Hex((ref AvroWriter writer) => writer.WriteUuidFixed(uuid)));
        var upper = Convert.ToHexString("H00112233-4455-6677-8899-AABBCCDDEEFF"u8);
        var reader = new AvroReader(Convert.FromHexString(text + upper + bytes));
        Assert.True(reader.TryReadUuid(out var first) && reader.TryReadUuid(out var second)
            && reader.TryReadUuidFixed(out var third) && first == uuid && second == uuid && third == uuid);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00112233445566778899aabbccddeeff")]
    [InlineData("{0112233-4455-6677-8899-aabbccddeef}")]
    [InlineData("00112233-4455-6677-8899-aabbccddeef ")]
    [InlineData("00112233-4455-6677-8899-aabbccddeeff0")]
    public void A_text_that_is_no_uuid_fails(string text) => Assert.Equal(
        "f: the text at byte 0 is no UUID",
        Failure(
            Hex((ref AvroWriter writer) => writer.WriteString(text)),
            (ref AvroReader reader) => reader.TryReadUuid(out _)));
}
