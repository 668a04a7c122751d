namespace OrderPipeline.LocalCluster.Screen.Layout;

/// <summary>What a piece of text is; the terminal's colours follow from it.</summary>
internal enum ScreenTone
{
    Plain,
    Title,
    Label,
    Command,
    Warning,
}
