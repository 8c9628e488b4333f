namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>A piece with its bytes, between a pump's reader and its writer.</summary>
/// <param name="Buffer">A rented buffer, shared by the parcels that were read together.</param>
/// <param name="Offset">Where this parcel's bytes begin.</param>
/// <param name="Piece">How many they are and when they arrive.</param>
/// <param name="IsLastOfBuffer">Whether the buffer goes back after this parcel.</param>
internal readonly record struct Parcel(byte[] Buffer, int Offset, Piece Piece, bool IsLastOfBuffer);
