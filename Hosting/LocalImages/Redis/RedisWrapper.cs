namespace UpCoach.Hosting.LocalImages.Redis;

/// <summary>Writes the <c>redis-server</c> that comes first on PATH, so that any script starts the server where the lab wants it.</summary>
internal static class RedisWrapper
{
    /// <summary>Writes the shell functions; of two settings of the same name the server takes the last.</summary>
    public static string WriteFunctions(string program, int port) =>
        FormattableString.Invariant($"redis_program={ShellText.Quote(program)}\nredis_port={port}\n") + ShellText.Embedded("redis-functions.sh");

    /// <summary>Writes the wrapper.</summary>
    public static string Write(string functions) => $"#!/bin/sh\n. {ShellText.Quote(functions)}\nrun_redis_server \"$@\"\n";
}
