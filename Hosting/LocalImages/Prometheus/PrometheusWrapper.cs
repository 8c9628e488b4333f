namespace UpCoach.Hosting.LocalImages.Prometheus;

/// <summary>Writes the <c>prometheus</c> that comes first on PATH. The program refuses a flag given twice, so the wrapper takes the address out first.</summary>
internal static class PrometheusWrapper
{
    /// <summary>Writes the wrapper.</summary>
    public static string Write(string program, int port) =>
        FormattableString.Invariant(
            $$"""
            #!/bin/sh
            left=$#
            while [ "$left" -gt 0 ]; do
                left=$((left - 1))
                case $1 in
                --web.listen-address)
                    left=$((left - 1))
                    shift
                    ;;
                --web.listen-address=*) ;;
                *) set -- "$@" "$1" ;;
                esac
                shift
            done
            exec {{ShellText.Quote(program)}} "$@" --web.listen-address=127.0.0.1:{{port}}

            """);
}
