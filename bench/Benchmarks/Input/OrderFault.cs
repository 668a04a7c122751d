namespace Benchmarks.Input;

/// <summary>What is wrong with every order of an input.</summary>
internal enum OrderFault
{
    /// <summary>They are good.</summary>
    None,

    /// <summary>Their last byte is missing.</summary>
    Undecodable,

    /// <summary>Their price is negative.</summary>
    Invalid,
}
