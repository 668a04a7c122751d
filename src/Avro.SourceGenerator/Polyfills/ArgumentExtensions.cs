using System.Runtime.CompilerServices;

namespace System;

/// <summary>Gives netstandard2.0 the newer runtimes' check of arguments.</summary>
internal static class ArgumentExtensions
{
    extension(ArgumentNullException)
    {
        internal static void ThrowIfNull(
            object? argument, [CallerArgumentExpression(nameof(argument))] string? name = null)
        {
            if (argument is null)
                throw new ArgumentNullException(name);
        }
    }
}
