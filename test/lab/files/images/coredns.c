/* Stands in for CoreDNS, which Debian does not have: answers its health (8080), readiness (8181) and metrics (9153)
   ports with 200, and resolves no name. */
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <poll.h>
#include <unistd.h>

static void end(int signal) { (void)signal; _exit(0); }

int main(void) {
  static const int ports[] = {8080, 8181, 9153};
  static const char answer[] = "HTTP/1.0 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nOK";
  struct pollfd listeners[3];
  signal(SIGINT, end);
  signal(SIGTERM, end);
  signal(SIGPIPE, SIG_IGN);
  for (int i = 0; i < 3; i++) {
    int yes = 1, no = 0, s = socket(AF_INET6, SOCK_STREAM, 0);
    struct sockaddr_in6 any = {.sin6_family = AF_INET6, .sin6_port = htons(ports[i]), .sin6_addr = in6addr_any};
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    setsockopt(s, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no);
    if (bind(s, (struct sockaddr *)&any, sizeof any) || listen(s, 16)) { perror("listen"); return 1; }
    listeners[i] = (struct pollfd){.fd = s, .events = POLLIN};
  }
  while (poll(listeners, 3, -1) >= 0 || 1)
    for (int i = 0; i < 3; i++)
      if (listeners[i].revents) {
        char request[2048];
        int c = accept(listeners[i].fd, NULL, NULL);
        struct timeval second = {.tv_sec = 1};
        if (c < 0) continue;
        setsockopt(c, SOL_SOCKET, SO_RCVTIMEO, &second, sizeof second);
        if (read(c, request, sizeof request) > 0 && write(c, answer, sizeof answer - 1) < 0) perror("write");
        close(c);
      }
}
