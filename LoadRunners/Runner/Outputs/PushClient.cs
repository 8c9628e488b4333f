using System.Net.Http.Headers;

namespace UpCoach.LoadRunners.Runner.Outputs;

/// <summary>Posts bytes to an address, and tries again where that may help.</summary>
internal sealed class PushClient : IDisposable
{
    private const int Attempts = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Uri _address;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };

    public PushClient(Uri address, IEnumerable<KeyValuePair<string, string>> headers, TimeProvider clock)
    {
        (_address, _clock) = (address, clock);
        foreach (var (name, value) in headers)
        {
            _client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>Posts.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="contentType">What they are.</param>
    /// <param name="contentEncoding">How they are packed.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="IOException">The other side refused it, or did not answer at any attempt.</exception>
    public async Task PostAsync(ReadOnlyMemory<byte> body, string contentType, string? contentEncoding, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            string problem;
            try
            {
                using var content = new ReadOnlyMemoryContent(body);
                content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
                if (contentEncoding is not null)
                {
                    content.Headers.ContentEncoding.Add(contentEncoding);
                }

                using var response = await _client.PostAsync(_address, content, stop);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }

                var text = (await response.Content.ReadAsStringAsync(stop)).Trim().ReplaceLineEndings(" ");
                problem = $"{_address} answered {(int)response.StatusCode} {text[..Math.Min(text.Length, 200)]}".TrimEnd();
                if ((int)response.StatusCode is < 500 and not 429)
                {
                    throw new IOException(problem); // The same bytes would be refused again.
                }
            }
            catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !stop.IsCancellationRequested))
            {
                problem = failure is HttpRequestException ? failure.Message : $"{_address} did not answer within {Patience.TotalSeconds:0} s";
            }

            if (attempt == Attempts)
            {
                throw new IOException(problem);
            }

            await Task.Delay(Pause * attempt, _clock, stop);
        }
    }

    public void Dispose() => _client.Dispose();
}
