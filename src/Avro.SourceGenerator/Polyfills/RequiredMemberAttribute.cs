namespace System.Runtime.CompilerServices;

/// <summary>What the compiler wants for <c>required</c>; netstandard2.0 lacks it.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
internal sealed class RequiredMemberAttribute : Attribute;
