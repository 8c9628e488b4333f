namespace UpCoach.LoadRunners.Protocols.Http;

/// <summary>Sends the requests of one virtual user and times their phases. What it records in is not its business.</summary>
internal interface IHttpClient : IDisposable
{
    /// <summary>Sends a request and reads the whole response.</summary>
    /// <param name="exchange">The request; gets the response, or the error.</param>
    /// <param name="stop">Cancels it.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled. All else that goes wrong is an exchange with an error.</exception>
    ValueTask SendAsync(HttpExchange exchange, CancellationToken stop);

    /// <summary>Closes the connections that rest.</summary>
    void DropConnections();
}
