# Replaces this shell by the server. Options that are secrets become configuration on its standard input, where no list of processes shows them.
# Needs: redis_program, redis_port; REDIS_SECRETS names a file of more configuration.
run_redis_server() {
    case ${1-} in
    --version | -v | --help | -h | --test-memory | --check-system) exec "$redis_program" "$@" ;;
    esac
    redis_secrets=
    if [ -s "${REDIS_SECRETS-}" ]; then
        redis_secrets=$(cat "$REDIS_SECRETS")
    fi
    redis_left=$#
    redis_kind=plain
    # Each argument is taken from the front; what stays is put to the end again.
    while [ "$redis_left" -gt 0 ]; do
        redis_left=$((redis_left - 1))
        case $1 in
        --requirepass | --masterauth | --user | --tls-key-file-pass)
            redis_kind=secret
            redis_secrets="$redis_secrets
${1#--}"
            ;;
        --*)
            redis_kind=plain
            set -- "$@" "$1"
            ;;
        *)
            if [ $redis_kind = secret ]; then
                redis_secrets="$redis_secrets \"$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')\""
            else
                set -- "$@" "$1"
            fi
            ;;
        esac
        shift
    done
    exec "$redis_program" "$@" --bind 127.0.0.1 --port "$redis_port" --daemonize no - <<REDIS
$redis_secrets
REDIS
}
