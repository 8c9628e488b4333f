using System.Text;
using UpCoach.LoadRunners.Protocols.Delivery;

namespace UpCoach.LoadRunners.Protocols.ServerSentEvents;

/// <summary>An event from the server.</summary>
/// <param name="Type">Its type; <c>message</c> if the server names none.</param>
/// <param name="Id">The stream's last event id; empty if there never was one.</param>
/// <param name="Data">Its data, lines joined by line feeds.</param>
/// <param name="Stamp">Its number and the server's time; null if it carries none.</param>
public sealed record ServerEvent(string Type, string Id, ReadOnlyMemory<byte> Data, MessageStamp? Stamp)
{
    /// <summary>Gives the data as text.</summary>
    public string Text => Encoding.UTF8.GetString(Data.Span);

    /// <summary>Gives the hash of id, type and data: the same in every process.</summary>
    public ulong Hash => Fnv.Hash(Data.Span, Fnv.Hash(Type, Fnv.Hash(Id)));
}
