using Packages.Tests;

[assembly: AssemblyFixture(typeof(PackagesFixture))]
