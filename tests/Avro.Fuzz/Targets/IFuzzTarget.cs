namespace Avro.Fuzz.Targets;

/// <summary>Code that takes bytes from anywhere, and what must hold for every one of them.</summary>
internal interface IFuzzTarget
{
    /// <summary>The word that names it on the command line and in files.</summary>
    string Name { get; }

    /// <summary>Whether the input is text with the grammar of JSON, to be mutated as such.</summary>
    bool IsText { get; }

    /// <summary>Good inputs to begin with.</summary>
    IEnumerable<byte[]> Seeds(Random random);

    /// <summary>Runs one case.</summary>
    /// <returns>A number for what came out, so that a new outcome is worth keeping.</returns>
    /// <exception cref="FindingException">Something that must hold did not.</exception>
    int Run(byte[] input);
}
