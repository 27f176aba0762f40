namespace CoEvolve.Graph.Values.Temporal;

/// <summary>Reads the forms of ISO 8601 that Cypher knows, basic and extended.</summary>
internal static partial class TemporalText
{
    /// <summary>
    /// The value that a text means as one kind of temporal value, in UTC where a zoned kind finds no zone in the text. Throws a
    /// SyntaxError for a text that is no such value, an ArgumentError for one whose parts contradict each other.
    /// </summary>
    public static Value Parse(ValueKind kind, string text)
    {
        var scanner = new TextScanner(text);
        Value? value = kind switch
        {
            ValueKind.Date => ScanDate(ref scanner, out var day) && scanner.AtEnd ? Value.DateFromEpochDay(day) : null,
            ValueKind.LocalTime => ScanClock(ref scanner, prefixed: true, out var clock) && scanner.AtEnd ? Value.LocalTimeFromNanosecond(clock) : null,
            ValueKind.Time => ParseTime(ref scanner),
            ValueKind.LocalDateTime => ScanLocal(ref scanner, out var local) && scanner.AtEnd ? Value.Of(new LocalDateTimeValue(local)) : null,
            ValueKind.DateTime => ParseDateTime(ref scanner, text),
            ValueKind.Duration => ScanDuration(ref scanner, out var duration) && scanner.AtEnd ? Value.Of(duration) : null,
            _ => throw new ArgumentException($"A {kind} is not a temporal value.", nameof(kind)),
        };
        return value ?? throw Unreadable($"'{text}' does not read as a {kind}.");
    }

    /// <summary>A zone as text: an offset such as <c>Z</c>, <c>+07:00</c> or <c>-0330</c>, or the name of a zone, spaces for underscores.</summary>
    public static Zone ParseZone(string text)
    {
        var scanner = new TextScanner(text);
        if (ScanOffset(ref scanner, out var offset) && scanner.AtEnd)
        {
            return Zone.OfOffset(offset);
        }

        return Zone.TryNamed(text.Replace(' ', '_'), out var zone) ? zone : throw Unreadable($"'{text}' is not a time zone.");
    }

    private static Value? ParseTime(ref TextScanner scanner)
    {
        if (!ScanClock(ref scanner, prefixed: true, out var clock))
        {
            return null;
        }

        var offset = ScanOffset(ref scanner, out var told) ? told : 0;
        if (scanner.Take('['))
        {
            throw CypherErrors.Argument("A time without a date cannot be in a named zone: the zone's offset depends on the date.");
        }

        return scanner.AtEnd ? Value.Of(new TimeValue(clock, offset)) : null;
    }

    private static Value? ParseDateTime(ref TextScanner scanner, string text)
    {
        if (!ScanLocal(ref scanner, out var local))
        {
            return null;
        }

        int? offset = ScanOffset(ref scanner, out var told) ? told : null;
        var zone = Zone.OfOffset(offset ?? 0);
        if (scanner.Take('['))
        {
            var name = scanner.Rest;
            if (name.IsEmpty || name[^1] != ']' || !Zone.TryNamed(name[..^1].ToString().Replace(' ', '_'), out zone))
            {
                return null;
            }

            scanner.Position += name.Length;
        }

        if (!scanner.AtEnd)
        {
            return null;
        }

        var value = DateTimeValue.AtLocal(local, zone, offset);
        return offset is null || offset == value.OffsetSeconds
            ? Value.Of(value)
            : throw CypherErrors.Argument($"Zone and offset contradict each other in '{text}'.");
    }

    private static bool ScanLocal(ref TextScanner scanner, out LocalMoment moment)
    {
        moment = default;
        if (!ScanDate(ref scanner, out var day))
        {
            return false;
        }

        long clock = 0;
        if (scanner.Take('T') && !ScanClock(ref scanner, prefixed: false, out clock))
        {
            return false;
        }

        moment = LocalMoment.At(day, clock);
        return true;
    }

    /// <summary><c>hh:mm:ss.fffffffff</c> or <c>hhmmss.fffffffff</c>, cut off after any part; alone it may begin with a <c>T</c>.</summary>
    private static bool ScanClock(ref TextScanner scanner, bool prefixed, out long nanosecondOfDay)
    {
        nanosecondOfDay = 0;
        if (prefixed)
        {
            scanner.Take('T');
        }

        int minute = 0, second = 0, fraction = 0;
        var digits = scanner.CountDigits();
        if (!(digits <= 2 ? scanner.TakeOneOrTwoDigits(out var hour) : scanner.TakeDigits(2, out hour)))
        {
            return false;
        }

        var complete = digits <= 2
            ? !scanner.Take(':') || (scanner.TakeOneOrTwoDigits(out minute)
                && (!scanner.Take(':') || (scanner.TakeOneOrTwoDigits(out second) && scanner.TakeFraction(out fraction))))
            : digits switch
            {
                4 => scanner.TakeDigits(2, out minute),
                6 => scanner.TakeDigits(2, out minute) && scanner.TakeDigits(2, out second) && scanner.TakeFraction(out fraction),
                _ => false,
            };
        nanosecondOfDay = ((((hour * 60L) + minute) * 60) + second) * LocalMoment.NanosecondsPerSecond + fraction;
        return complete && hour < 24 && minute < 60 && second < 60;
    }

    /// <summary><c>Z</c>, <c>±hh</c>, <c>±hh:mm[:ss]</c> or <c>±hhmm[ss]</c>.</summary>
    private static bool ScanOffset(ref TextScanner scanner, out int seconds)
    {
        seconds = 0;
        if (scanner.Take('Z'))
        {
            return true;
        }

        var start = scanner.Position;
        var sign = scanner.TakeSign();
        var digits = scanner.CountDigits();
        int minute = 0, second = 0;
        var complete = (digits == 1 ? scanner.TakeDigits(1, out var hour) : scanner.TakeDigits(2, out hour)) && digits switch
        {
            1 or 2 => !scanner.Take(':') || (scanner.TakeDigits(2, out minute) && (!scanner.Take(':') || scanner.TakeDigits(2, out second))),
            4 => scanner.TakeDigits(2, out minute),
            6 => scanner.TakeDigits(2, out minute) && scanner.TakeDigits(2, out second),
            _ => false,
        };
        if (sign == 0 || !complete)
        {
            scanner.Position = start;
            return false;
        }

        seconds = sign * ((((hour * 60) + minute) * 60) + second);
        return minute < 60 && second < 60 && Math.Abs(seconds) <= Zone.MaxOffsetSeconds
            ? true
            : throw CypherErrors.Argument("An offset lies between -18:00 and +18:00, minutes and seconds below 60; this one does not.");
    }

    private static CypherException Unreadable(string message) => new(CypherErrors.SyntaxCode, message);
}
