namespace Nansen.Documents;

/// <summary>Where the bits of the codewords stand (ISO/IEC 16022, annex F): diagonal sweeps of L-shaped cells, four special corners.</summary>
internal sealed class DataMatrixPlacement
{
    private const int Empty = -3, FixedDark = -1, FixedLight = -2;

    private readonly int side;
    private readonly int[] cells;

    private DataMatrixPlacement(int side)
    {
        this.side = side;
        cells = new int[side * side];
        Array.Fill(cells, Empty);
    }

    public static int[] Compute(int side)
    {
        var placement = new DataMatrixPlacement(side);
        placement.Sweep();
        return placement.cells;
    }

    private void Sweep()
    {
        var (row, column, codeword) = (4, 0, 0);
        do
        {
            if (row == side && column == 0) Corner(codeword++, (-1, 0), (-1, 1), (-1, 2), (0, -2), (0, -1), (1, -1), (2, -1), (3, -1));
            if (row == side - 2 && column == 0 && side % 4 != 0) Corner(codeword++, (-3, 0), (-2, 0), (-1, 0), (0, -4), (0, -3), (0, -2), (0, -1), (1, -1));
            if (row == side - 2 && column == 0 && side % 8 == 4) Corner(codeword++, (-3, 0), (-2, 0), (-1, 0), (0, -2), (0, -1), (1, -1), (2, -1), (3, -1));
            if (row == side + 4 && column == 2 && side % 8 == 0) Corner(codeword++, (-1, 0), (-1, -1), (0, -3), (0, -2), (0, -1), (1, -3), (1, -2), (1, -1));
            do
            {
                if (row < side && column >= 0 && IsEmpty(row, column)) Cell(row, column, codeword++);
                row -= 2;
                column += 2;
            }
            while (row >= 0 && column < side);
            row += 1;
            column += 3;
            do
            {
                if (row >= 0 && column < side && IsEmpty(row, column)) Cell(row, column, codeword++);
                row += 2;
                column -= 2;
            }
            while (row < side && column >= 0);
            row += 3;
            column += 1;
        }
        while (row < side || column < side);

        // A corner that no codeword reaches has a fixed pattern.
        if (!IsEmpty(side - 1, side - 1)) return;
        cells[^1] = cells[(side - 2) * side + side - 2] = FixedDark;
        cells[(side - 1) * side + side - 2] = cells[(side - 2) * side + side - 1] = FixedLight;
    }

    private bool IsEmpty(int row, int column) => cells[row * side + column] == Empty;

    private void Cell(int row, int column, int codeword)
    {
        Bit(row - 2, column - 2, codeword, 7);
        Bit(row - 2, column - 1, codeword, 6);
        Bit(row - 1, column - 2, codeword, 5);
        Bit(row - 1, column - 1, codeword, 4);
        Bit(row - 1, column, codeword, 3);
        Bit(row, column - 2, codeword, 2);
        Bit(row, column - 1, codeword, 1);
        Bit(row, column, codeword, 0);
    }

    // Negative places count from the far side.
    private void Corner(int codeword, params ReadOnlySpan<(int Row, int Column)> places)
    {
        for (var i = 0; i < 8; i++)
        {
            var (row, column) = places[i];
            cells[(row < 0 ? row + side : row) * side + (column < 0 ? column + side : column)] = 8 * codeword + 7 - i;
        }
    }

    private void Bit(int row, int column, int codeword, int bit)
    {
        if (row < 0) { row += side; column += 4 - (side + 4) % 8; }
        if (column < 0) { column += side; row += 4 - (side + 4) % 8; }
        cells[row * side + column] = 8 * codeword + bit;
    }
}
