using System.Security.Cryptography;
using System.Text;

namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>The secret that coordinator and agents share. It travels in the environment and in a header, never in an argument or a log.</summary>
internal sealed class AgentToken
{
    public const string Variable = "RUNNER_TOKEN";

    private const string Scheme = "Bearer ";
    private readonly byte[] _digest;

    public AgentToken(string secret) => (Secret, _digest) = (secret, Digest(secret));

    /// <summary>Gets the secret, to be handed to a child's environment.</summary>
    public string Secret { get; }

    /// <summary>Reads the environment.</summary>
    /// <exception cref="CommandException">It is not set.</exception>
    public static AgentToken Of(RunnerContext context) => context.Variable(Variable) is { } secret
        ? new AgentToken(secret)
        : throw new CommandException(ExitCodes.BadInput, $"{Variable} is not set: coordinator and agents need the same secret in it");

    /// <summary>Makes a fresh one.</summary>
    public static AgentToken Generate() => new(RandomNumberGenerator.GetHexString(48, lowercase: true));

    /// <summary>Gives the header's value.</summary>
    public string ToHeader() => Scheme + Secret;

    /// <summary>Compares a header's value in constant time: of two digests, so that not even the length shows.</summary>
    public bool Accepts(string? header) => header is not null
        && header.StartsWith(Scheme, StringComparison.Ordinal)
        && CryptographicOperations.FixedTimeEquals(_digest, Digest(header[Scheme.Length..]));

    private static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
