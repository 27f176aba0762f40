namespace CoEvolve.Matching.Features.Content;

/// <summary>Maximum-weight assignment by shortest augmenting paths with potentials (Kuhn, 1955; Jonker and Volgenant, 1987), O(rows²·columns).</summary>
internal static class Assignment
{
    /// <summary>The largest sum of entries no two of which share a row or a column.</summary>
    /// <param name="worth">Entries of 0 or more: leaving a row out is worth 0.</param>
    public static double Most(double[,] worth)
    {
        // Rows are served one after the other; with more rows than columns, columns of nothing take the rest.
        var rows = worth.GetLength(0);
        var columns = Math.Max(rows, worth.GetLength(1));
        var (rowPotential, columnPotential) = (new double[rows + 1], new double[columns + 1]);
        var rowOf = new int[columns + 1]; // 1-based; column 0 stands for the row that is being served
        var before = new int[columns + 1];
        for (var row = 1; row <= rows; row++)
        {
            rowOf[0] = row;
            var at = 0;
            var slack = Enumerable.Repeat(double.PositiveInfinity, columns + 1).ToArray();
            var visited = new bool[columns + 1];
            do
            {
                visited[at] = true;
                at = Nearest(at);
            }
            while (rowOf[at] != 0);

            for (; at != 0; at = before[at])
            {
                rowOf[at] = rowOf[before[at]];
            }

            int Nearest(int from)
            {
                var (least, next) = (double.PositiveInfinity, 0);
                for (var column = 1; column <= columns; column++)
                {
                    if (visited[column])
                    {
                        continue;
                    }

                    var cost = Cost(rowOf[from], column) - rowPotential[rowOf[from]] - columnPotential[column];
                    if (cost < slack[column])
                    {
                        (slack[column], before[column]) = (cost, from);
                    }

                    if (slack[column] < least)
                    {
                        (least, next) = (slack[column], column);
                    }
                }

                for (var column = 0; column <= columns; column++)
                {
                    if (visited[column])
                    {
                        rowPotential[rowOf[column]] += least;
                        columnPotential[column] -= least;
                    }
                    else
                    {
                        slack[column] -= least;
                    }
                }

                return next;
            }
        }

        double sum = 0;
        for (var column = 1; column <= columns; column++)
        {
            sum -= rowOf[column] == 0 ? 0 : Cost(rowOf[column], column);
        }

        return sum;

        double Cost(int row, int column) => column <= worth.GetLength(1) ? -worth[row - 1, column - 1] : 0;
    }
}
