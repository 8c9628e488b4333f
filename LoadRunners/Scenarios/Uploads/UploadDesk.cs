using System.Security.Cryptography;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Uploads;
using UpCoach.LoadRunners.Scenarios.Accounts;
using UpCoach.LoadRunners.Scenarios.Client;

namespace UpCoach.LoadRunners.Scenarios.Uploads;

/// <summary>What somebody does who sends files: signs in, sends, reads back what the server now has, deletes it.</summary>
internal sealed class UploadDesk : IAsyncDisposable
{
    // Small pieces: a hundred users who read back at once hold 8 MB, whatever the files' sizes; larger ones would be large objects to the collector.
    private const int PieceBytes = 80_000;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly VirtualUser _user;
    private readonly UpCoachClient _api;
    private readonly FileClient _files;
    private readonly UploadSession _uploads;
    private readonly Account _account;
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);

    public UploadDesk(VirtualUser user, FileClient files, int users)
    {
        (_user, _files, _api) = (user, files, new UpCoachClient(files.Session));
        _uploads = new UploadSession(user, files.Session);
        _account = new Account(user, _api, Person.Of(1 + ((user.Number - 1) % users), user.Random));
    }

    public ValueTask<bool> SignInAsync(CancellationToken stop) => _account.EnsureSignedInAsync(stop);

    /// <summary>Signs in and sends a small file once, before the clock starts.</summary>
    public async ValueTask PrepareAsync(CancellationToken stop)
    {
        if (!await SignInAsync(stop) || await SendAsync(new GeneratedContent(4096, _user.Number), stop) is not { } file) return;
        await ReadBackAsync(file, stop);
        await DeleteAsync(file, stop);
    }

    /// <summary>Sends a file as a request's body; null if it did not arrive.</summary>
    public async Task<SentFile?> SendAsync(IUploadContent content, CancellationToken stop) =>
        Taken(await _uploads.SendRawAsync(FileClient.Files, Routes.CreateFile.Name, content, null, stop));

    /// <summary>Sends a file as a form, which begins again when it is cut off; null if it did not arrive.</summary>
    public async Task<SentFile?> SendFormAsync(IUploadContent content, DisconnectPlan cuts, CancellationToken stop) =>
        Taken(await _uploads.SendMultipartAsync(FileClient.Files, Routes.CreateFile.Name, content, new UploadOptions { Disconnects = cuts }, stop));

    /// <summary>Sends a file by tus, which goes on where it was cut off; null if it did not arrive.</summary>
    /// <param name="content">The file.</param>
    /// <param name="chunk">The most bytes of one request. What the server confirmed is not sent again, so a cut costs no more than that.</param>
    /// <param name="cuts">Where it is cut off.</param>
    /// <param name="stop">The iteration's token.</param>
    public async Task<SentFile?> SendResumablyAsync(IUploadContent content, int chunk, DisconnectPlan cuts, CancellationToken stop)
    {
        var options = new TusOptions { ChunkBytes = chunk, Disconnects = cuts };
        var result = await _uploads.SendTusAsync(FileClient.Uploads, Routes.CreateUpload.Name, content, options, stop);
        return _user.Check("upload: arrived", result.IsComplete) ? Keep(new SentFile(result.Location!.Segments[^1], result)) : null;
    }

    /// <summary>Downloads a file in pieces and compares its SHA-256 with that of what was sent.</summary>
    public async Task<bool> ReadBackAsync(SentFile file, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var from = 0L; from < file.Result.Length; from += PieceBytes)
        {
            var to = Math.Min(from + PieceBytes, file.Result.Length) - 1;
            var piece = await _files.ContentAsync(file.Id, from, to, stop);
            if (!_user.Check(Routes.FileContent.StatusCheck, Routes.FileContent.Succeeds(piece.Status))) break;
            hash.AppendData(piece.Body.Span);
        }

        var isIntact = Convert.ToHexStringLower(hash.GetHashAndReset()) == file.Result.Sha256;
        _user.Rate(UploadGroupMetrics.Intact.Name, isIntact);
        return _user.Check("upload: the server gives out what was sent", isIntact);
    }

    public async Task DeleteAsync(SentFile file, CancellationToken stop)
    {
        var answer = await _files.DeleteFileAsync(file.Id, stop);
        if (_user.Check(Routes.DeleteFile.StatusCheck, Routes.DeleteFile.Succeeds(answer.Status))) _kept.Remove(file.Id);
    }

    /// <summary>Deletes what an iteration that was cut off has left.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(Farewell);
        try
        {
            foreach (var id in _kept) await _files.DeleteFileAsync(id, patience.Token);
        }
        catch (OperationCanceledException)
        {
            // The server has other worries; its sweeper will have to do it.
        }

        await _api.DisposeAsync();
    }

    private SentFile? Taken(UploadResult result)
    {
        if (!_user.Check("upload: arrived", result.IsComplete)) return null;
        var stored = result.Answer.ReadJson(UpCoachJson.Default.StoredFile);
        if (!_user.Check(Routes.CreateFile.ShapeCheck, stored is not null)) return null;
        _user.Check("upload: the server counted and hashed the same bytes", stored!.Size == result.Length && stored.Sha256 == result.Sha256);
        return Keep(new SentFile(stored.Id, result));
    }

    private SentFile Keep(SentFile file)
    {
        _kept.Add(file.Id);
        return file;
    }
}
