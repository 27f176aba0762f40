using System.Globalization;

namespace CoEvolve.Graph.Values.Temporal;

/// <summary>Durations: amounts with units <c>P1Y2M10DT2H30M</c>, or in the shape of a date and time <c>P0001-02-10T02:30:00</c>.</summary>
internal static partial class TemporalText
{
    private static readonly (char Letter, (int Group, int Factor) Unit)[] DateUnits = [('Y', (0, 12)), ('M', (0, 1)), ('W', (1, 7)), ('D', (1, 1))];
    private static readonly (char Letter, (int Group, int Factor) Unit)[] ClockUnits = [('H', (2, 3600)), ('M', (2, 60)), ('S', (2, 1))];

    private static bool ScanDuration(ref TextScanner scanner, out DurationValue duration)
    {
        duration = DurationValue.Zero;
        var sign = scanner.TakeSign();
        if (!scanner.Take('P'))
        {
            return false;
        }

        var parts = new DurationParts();
        var start = scanner.Position;
        if (!ScanUnits(ref scanner, ref parts))
        {
            scanner.Position = start;
            parts = new();
            if (!ScanDateShape(ref scanner, ref parts))
            {
                return false;
            }
        }

        duration = parts.Total(negative: sign < 0);
        return true;
    }

    private static bool ScanUnits(ref TextScanner scanner, ref DurationParts parts)
    {
        var found = ScanAmounts(ref scanner, DateUnits, ref parts, out var any);
        if (found && scanner.Take('T'))
        {
            found = ScanAmounts(ref scanner, ClockUnits, ref parts, out any);
        }

        return found && any && scanner.AtEnd;
    }

    /// <summary>Amounts of these units in their order, each at most once; false when something stands there that is not one.</summary>
    private static bool ScanAmounts(
        ref TextScanner scanner, ReadOnlySpan<(char Letter, (int Group, int Factor) Unit)> units, ref DurationParts parts, out bool any)
    {
        any = false;
        var next = 0;
        while (!scanner.AtEnd && char.ToUpperInvariant(scanner.Rest[0]) != 'T')
        {
            var sign = scanner.TakeSign() < 0 ? -1 : 1;
            var digits = scanner.CountDigits();
            if (digits == 0)
            {
                return false;
            }

            // More digits than 64 bits have are too long whatever the unit; 128 bits hold 38.
            var whole = digits > 38 ? Int128.MaxValue / 100_000 : Int128.Parse(scanner.Rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            scanner.Position += digits;
            if (!scanner.TakeFraction(out var billionths))
            {
                return false;
            }

            while (next < units.Length && !scanner.Take(units[next].Letter))
            {
                next++;
            }

            if (next == units.Length)
            {
                return false;
            }

            AddAmount(ref parts, units[next++].Unit, Int128.Min(whole, Int128.MaxValue / 100_000) * sign, billionths * sign);
            any = true;
        }

        return true;
    }

    private static void AddAmount(ref DurationParts parts, (int Group, int Factor) unit, Int128 whole, int billionths)
    {
        parts.Add(unit, whole);
        if (unit == (2, 1))
        {
            // The digits of a second are nanoseconds; they need no rounding.
            parts.Add((3, 1), (Int128)billionths);
        }
        else if (billionths != 0)
        {
            parts.Add(unit, billionths / (double)LocalMoment.NanosecondsPerSecond);
        }
    }

    private static bool ScanDateShape(ref TextScanner scanner, ref DurationParts parts)
    {
        int months = 0, days = 0;
        var complete = scanner.TakeDigits(4, out var years) && (scanner.Take('-')
            ? scanner.TakeDigits(2, out months) && scanner.Take('-') && scanner.TakeDigits(2, out days)
            : scanner.TakeDigits(2, out months) && scanner.TakeDigits(2, out days));
        long clock = 0;
        if (!complete || months > 12 || days > 31 || (scanner.Take('T') && !ScanClock(ref scanner, prefixed: false, out clock)))
        {
            return false;
        }

        parts.Add((0, 1), (Int128)((years * 12) + months));
        parts.Add((1, 1), (Int128)days);
        parts.Add((2, 1), (Int128)(clock / LocalMoment.NanosecondsPerSecond));
        parts.Add((3, 1), (Int128)(clock % LocalMoment.NanosecondsPerSecond));
        return true;
    }
}
