// A target that is faster than any generator: one thread, epoll, a fixed answer. Linux only.
//
//   fast-target [--port N] [--pause-every SECONDS --pause SECONDS] [--log FILE]
//
// It answers every request with 200 and "hello" and understands no more of HTTP than where a head ends and how long a body is, so that
// what is measured is the generator. With --pause-every it answers nothing for a while (a stalled server; the stall begins PAUSE before
// each multiple of PAUSE-EVERY after the start). With --log it writes each request's arrival, in nanoseconds of CLOCK_MONOTONIC, as
// 8-byte numbers of this machine, when it is ended by SIGTERM or SIGINT.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER = 16384, EVENTS = 512 };

typedef struct {
    int file;
    int used;       // bytes of the buffer that are not done with
    long body_left; // bytes of a request's body that are still to come
    char buffer[BUFFER];
} connection;

static const char answer[] =
    "HTTP/1.1 200 OK\r\nServer: fast-target\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello";
static const int answer_length = sizeof answer - 1;

static volatile sig_atomic_t is_over;
static uint64_t *arrivals;
static size_t arrival_count, arrival_room;
static int is_logging;

static uint64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void on_signal(int number)
{
    (void)number;
    is_over = 1;
}

static void note_arrival(void)
{
    if (arrival_count == arrival_room) {
        arrival_room = arrival_room ? arrival_room * 2 : 65536;
        arrivals = realloc(arrivals, arrival_room * sizeof *arrivals);
        if (!arrivals) exit(1);
    }
    arrivals[arrival_count++] = now();
}

static void sleep_for(double seconds)
{
    struct timespec t = { (time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9) };
    nanosleep(&t, NULL);
}

static long body_length(const char *head, const char *end)
{
    for (const char *line = head; line && line < end; ) {
        if (strncasecmp(line, "content-length:", 15) == 0) return atol(line + 15);
        line = memchr(line, '\n', (size_t)(end - line));
        if (line) line++;
    }
    return 0;
}

static void drop(connection *c)
{
    close(c->file);
    free(c);
}

// Answers all requests that are whole; 0 if the connection is to be dropped.
static int serve(connection *c)
{
    char out[EVENTS * sizeof answer];
    int out_length = 0;
    char *from = c->buffer, *end = c->buffer + c->used;
    while (from < end) {
        if (c->body_left > 0) {
            long skipped = end - from < c->body_left ? end - from : c->body_left;
            from += skipped;
            c->body_left -= skipped;
            continue;
        }
        char *head_end = memmem(from, (size_t)(end - from), "\r\n\r\n", 4);
        if (!head_end) break;
        if (is_logging) note_arrival();
        if (from[0] != 'G') c->body_left = body_length(from, head_end + 2);
        from = head_end + 4;
        if (out_length + answer_length > (int)sizeof out) return 0;
        memcpy(out + out_length, answer, (size_t)answer_length);
        out_length += answer_length;
    }
    c->used = (int)(end - from);
    memmove(c->buffer, from, (size_t)c->used);
    return out_length == 0 || send(c->file, out, (size_t)out_length, MSG_NOSIGNAL) == out_length;
}

static void accept_all(int epoll, int listener)
{
    int file;
    while ((file = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        int on = 1;
        setsockopt(file, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        connection *c = malloc(sizeof *c);
        if (!c) exit(1);
        c->file = file;
        c->used = 0;
        c->body_left = 0;
        struct epoll_event e = { .events = EPOLLIN | EPOLLRDHUP, .data.ptr = c };
        epoll_ctl(epoll, EPOLL_CTL_ADD, file, &e);
    }
}

static int listen_on(int port)
{
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 16384)
        || getsockname(listener, (struct sockaddr *)&address, &length)) {
        perror("listen");
        exit(1);
    }
    printf("http://127.0.0.1:%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

static void write_log(const char *path)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(arrivals, sizeof *arrivals, arrival_count, file) != arrival_count || fclose(file)) perror(path);
}

int main(int count, char **arguments)
{
    int port = 0;
    double pause_every = 0, pause = 0;
    const char *log = NULL;
    for (int i = 1; i + 1 < count; i += 2) {
        if (!strcmp(arguments[i], "--port")) port = atoi(arguments[i + 1]);
        else if (!strcmp(arguments[i], "--pause-every")) pause_every = atof(arguments[i + 1]);
        else if (!strcmp(arguments[i], "--pause")) pause = atof(arguments[i + 1]);
        else if (!strcmp(arguments[i], "--log")) log = arguments[i + 1];
        else { fprintf(stderr, "what is %s?\n", arguments[i]); return 2; }
    }
    is_logging = log != NULL;
    struct rlimit files = { 65536, 65536 };
    setrlimit(RLIMIT_NOFILE, &files);
    struct sigaction end = { .sa_handler = on_signal };
    sigaction(SIGTERM, &end, NULL);
    sigaction(SIGINT, &end, NULL);

    int listener = listen_on(port), epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event e = { .events = EPOLLIN, .data.ptr = NULL }, events[EVENTS];
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &e);
    uint64_t start = now();
    while (!is_over) {
        int ready = epoll_wait(epoll, events, EVENTS, pause_every > 0 ? 1 : -1);
        if (pause_every > 0) {
            double since = (double)(now() - start) / 1e9;
            double phase = since - pause_every * (double)(long)(since / pause_every);
            if (phase >= pause_every - pause) sleep_for(pause_every - phase);
        }
        for (int i = 0; i < ready; i++) {
            connection *c = events[i].data.ptr;
            if (!c) {
                accept_all(epoll, listener);
                continue;
            }
            ssize_t got = recv(c->file, c->buffer + c->used, (size_t)(BUFFER - c->used), 0);
            if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
            if (got <= 0) {
                drop(c);
                continue;
            }
            c->used += (int)got;
            if (!serve(c)) drop(c);
        }
    }
    if (log) write_log(log);
    return 0;
}
