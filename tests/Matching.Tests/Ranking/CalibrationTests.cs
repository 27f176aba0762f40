using CoEvolve.Matching.Ranking;

namespace CoEvolve.Matching.Tests.Ranking;

public sealed class CalibrationTests
{
    [Fact]
    public void Isotonic_regression_pools_what_falls()
    {
        // 500 of 1,000 at 0.2, 250 of 1,000 at 0.3 (falls: pooled to 750 of 2,000 at 0.25), 900 of 1,000 at 0.8.
        var calibration = Fit((0.2, 500, 1000), (0.3, 250, 1000), (0.8, 900, 1000));

        Assert.Equal(0.375, calibration.Of(0.25), 9);
        Assert.Equal(0.375, calibration.Of(0.1), 9);
        Assert.Equal(0.9, calibration.Of(0.8), 9);
        Assert.Equal(0.9, calibration.Of(1), 9);

        // Half of the way from 0.25 to 0.8.
        Assert.Equal((0.375 + 0.9) / 2, calibration.Of(0.525), 9);
    }

    [Fact]
    public void With_few_positives_a_sigmoid_hits_two_frequencies()
    {
        // Two values and two parameters: the sigmoid goes through both frequencies, up to Platt's smoothing.
        var calibration = Fit((0.1, 10, 100), (0.9, 60, 100));

        Assert.Equal(0.1, calibration.Of(0.1), 0.02);
        Assert.Equal(0.6, calibration.Of(0.9), 0.02);
        Assert.InRange(calibration.Of(0.5), 0.15, 0.5);
    }

    [Fact]
    public void A_value_that_misleads_is_told_flat()
    {
        var calibration = Fit((0.1, 60, 100), (0.9, 10, 100));

        Assert.Equal(calibration.Of(0.1), calibration.Of(0.9), 9);
    }

    private static Calibration Fit(params (double Value, int Positives, int Count)[] parts) => Calibration.Fit(
        [.. parts.SelectMany(part => Enumerable.Repeat(part.Value, part.Count))],
        [.. parts.SelectMany(part => Enumerable.Range(0, part.Count).Select(number => number < part.Positives))]);
}
