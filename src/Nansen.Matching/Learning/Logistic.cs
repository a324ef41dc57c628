namespace Nansen.Matching;

/// <summary>Logistic regression by Newton's method with a ridge; small, exact and without chance.</summary>
internal static class Logistic
{
    /// <summary>The weights that explain the labels best.</summary>
    public static double[] Learn(IReadOnlyList<(double[] X, bool Y, double Weight)> rows, double ridge = 1, int rounds = 25)
    {
        var n = rows[0].X.Length;
        var weights = new double[n];
        for (var round = 0; round < rounds; round++)
        {
            var gradient = new double[n];
            var hessian = new double[n, n];
            foreach (var (x, y, weight) in rows)
            {
                var p = Sigmoid(Dot(weights, x));
                var (error, curve) = (weight * ((y ? 1 : 0) - p), weight * Math.Max(p * (1 - p), 1e-6));
                for (var i = 0; i < n; i++)
                {
                    gradient[i] += error * x[i];
                    for (var j = 0; j <= i; j++) hessian[i, j] += curve * x[i] * x[j];
                }
            }

            for (var i = 0; i < n; i++)
            {
                gradient[i] -= ridge * weights[i];
                hessian[i, i] += ridge;
            }

            var step = Solve(hessian, gradient);
            var largest = 0.0;
            for (var i = 0; i < n; i++)
            {
                weights[i] += Math.Clamp(step[i], -3, 3);
                largest = Math.Max(largest, Math.Abs(step[i]));
            }

            if (largest < 1e-6) break;
        }

        return weights;
    }

    /// <summary>1 / (1 + e^-z).</summary>
    public static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    /// <summary>The sum of products.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    /// <summary>Cholesky; only the lower half of the matrix is read.</summary>
    private static double[] Solve(double[,] a, double[] b)
    {
        var n = b.Length;
        var l = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i, j];
                for (var k = 0; k < j; k++) sum -= l[i, k] * l[j, k];
                l[i, j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-9)) : sum / l[j, j];
            }

        var x = (double[])b.Clone();
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++) x[i] -= l[i, k] * x[k];
            x[i] /= l[i, i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++) x[i] -= l[k, i] * x[k];
            x[i] /= l[i, i];
        }

        return x;
    }
}
