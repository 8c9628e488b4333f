using System.Security.Cryptography;
using System.Text;

namespace UpCoach.MockUpCoach.Data.Migrations;

/// <summary>One numbered change of the schema.</summary>
/// <param name="Id">Its number, which is its place.</param>
/// <param name="Name">Its file name without the number.</param>
/// <param name="Sql">Its statements.</param>
internal sealed record Migration(int Id, string Name, string Sql)
{
    /// <summary>What is kept in the database, so that an edit of an applied migration is noticed.</summary>
    public string Checksum => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    public override string ToString() => $"{Id:0000}_{Name}";
}
