namespace OrderPipeline.LocalCluster.Screen.Layout;

/// <summary>One column of a table.</summary>
/// <param name="Header">What stands above it.</param>
/// <param name="RightAligned">For numbers.</param>
/// <param name="Least">Columns of the terminal that it keeps where there is too little room; 0: all it needs.</param>
internal sealed record ScreenColumn(string Header, bool RightAligned = false, int Least = 0);
