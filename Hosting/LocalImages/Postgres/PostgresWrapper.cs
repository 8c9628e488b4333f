namespace UpCoach.Hosting.LocalImages.Postgres;

/// <summary>Writes the <c>postgres</c> that comes first on PATH, so that any script starts the server where the lab wants it.</summary>
internal static class PostgresWrapper
{
    /// <summary>Writes the wrapper: of two settings of the same name the server takes the last.</summary>
    public static string Write(string program, int port, string sockets) =>
        FormattableString.Invariant(
            $$"""
            #!/bin/sh
            case ${1-} in
            --single | --boot | --check | --describe-config | --help | --version | -V | '-?') exec {{ShellText.Quote(program)}} "$@" ;;
            esac
            exec {{ShellText.Quote(program)}} "$@" -c listen_addresses=127.0.0.1 -c port={{port}} -c unix_socket_directories={{ShellText.Quote(sockets)}}

            """);
}
