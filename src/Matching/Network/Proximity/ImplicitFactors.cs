namespace CoEvolve.Matching.Network.Proximity;

/// <summary>
/// iALS: s(a, c) = x(a)·y(c), where x and y minimise Σ w(a, c)·(t(a, c) − x(a)·y(c))² + λ·(Σ|x|² + Σ|y|²) over all pairs; t is 1 for partners and 0 else, w is 1 + κ for
/// partners and 1 else (Hu, Koren and Volinsky, ICDM 2008). Solved in turn for x and y, each in closed form.
/// </summary>
internal sealed class ImplicitFactors : Scorer
{
    private const int Factors = 32;

    // The loss falls by less than a hundredth a sweep from here on.
    private const int Sweeps = 8;

    private readonly int _actors;
    private readonly double[] _left;
    private readonly double[] _right;

    internal ImplicitFactors(Training training, double confidence, double lambda)
    {
        _actors = training.Network.Actors.Count;
        _left = new double[_actors * Factors];
        _right = new double[_actors * Factors];
        var random = new Random(training.Seed);
        for (var place = 0; place < _right.Length; place++)
        {
            _right[place] = (random.NextDouble() - 0.5) / Factors;
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            Improve(training, _left, _right, confidence, lambda);
            Improve(training, _right, _left, confidence, lambda);
        }
    }

    public static RankingMethod Method { get; } = new(
        "ials", IsBaseline: true, With(1, 10), With(0.3, 10), With(1, 3), With(0.3, 3), With(3, 10), With(0.1, 10));

    public override void Score(Seeker seeker, Span<double> scores)
    {
        if (seeker.Number < 0)
        {
            return;
        }

        var own = _left.AsSpan(seeker.Number * Factors, Factors);
        for (var candidate = 0; candidate < scores.Length; candidate++)
        {
            scores[candidate] = Vectors.Dot(own, _right.AsSpan(candidate * Factors, Factors));
        }
    }

    /// <summary>x(a) = (YᵀY + κ·Σ y·yᵀ + λI)⁻¹·(1 + κ)·Σ y, the sums over the partners of a; the matrix of partners is symmetric, so one step serves both sides.</summary>
    private void Improve(Training training, double[] solved, double[] given, double confidence, double lambda)
    {
        var common = new double[Factors * Factors];
        for (var actor = 0; actor < _actors; actor++)
        {
            AddOuter(common, given.AsSpan(actor * Factors, Factors), 1);
        }

        for (var factor = 0; factor < Factors; factor++)
        {
            common[(factor * Factors) + factor] += lambda;
        }

        Parallel.For(0, _actors, training.Parallelism, () => new double[Factors * Factors], (actor, _, matrix) =>
        {
            var right = solved.AsSpan(actor * Factors, Factors);
            right.Clear();
            common.CopyTo(matrix, 0);
            foreach (var partner in training.Network.PartnersOf[actor])
            {
                var vector = given.AsSpan(partner * Factors, Factors);
                AddOuter(matrix, vector, confidence);
                Vectors.Add(right, 1 + confidence, vector);
            }

            SolveInPlace(matrix, right);
            return matrix;
        }, _ => { });
    }

    /// <summary>Adds weight·v·vᵀ to the lower triangle.</summary>
    private static void AddOuter(double[] matrix, ReadOnlySpan<double> vector, double weight)
    {
        for (var row = 0; row < Factors; row++)
        {
            Vectors.Add(matrix.AsSpan(row * Factors, row + 1), weight * vector[row], vector[..(row + 1)]);
        }
    }

    /// <summary>Solves matrix·x = right by Cholesky's factors; both are overwritten.</summary>
    private static void SolveInPlace(double[] matrix, Span<double> right)
    {
        for (var row = 0; row < Factors; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var rest = matrix[(row * Factors) + column]
                    - Vectors.Dot(matrix.AsSpan(row * Factors, column), matrix.AsSpan(column * Factors, column));
                matrix[(row * Factors) + column] = row == column ? Math.Sqrt(rest) : rest / matrix[(column * Factors) + column];
            }

            right[row] = (right[row] - Vectors.Dot(matrix.AsSpan(row * Factors, row), right[..row])) / matrix[(row * Factors) + row];
        }

        for (var row = Factors - 1; row >= 0; row--)
        {
            right[row] /= matrix[(row * Factors) + row];
            Vectors.Add(right[..row], -right[row], matrix.AsSpan(row * Factors, row));
        }
    }

    private static Setting With(double confidence, double lambda) =>
        new(FormattableString.Invariant($"{Factors} factors, κ {confidence}, λ {lambda}"), training => new ImplicitFactors(training, confidence, lambda));
}
