using Nansen.Register;

namespace Nansen.Architecture.Tests.Fixture
{
    /// <summary>A deliberate violation: knows a room above the one it is taken for.</summary>
    internal sealed class KnowsTooMuch
    {
        public RegisterNode? Node { get; init; }
    }

    /// <summary>A deliberate violation: named after nothing.</summary>
    internal sealed class CaseManager;
}

namespace Nansen.Elsewhere
{
    /// <summary>A deliberate violation: not in the namespace of its room.</summary>
    internal sealed class Stray;
}
