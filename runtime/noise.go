package runtime

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"
)

// How many lines of a kind go to the log in a minute. A client can cause each of
// them as often as it likes.
const (
	fewLines  = 1  // for what is not a fault of the server
	someLines = 10 // for what may be one
	manyLines = 60 // for what the program's callbacks say
)

// noise logs what clients can cause. What is beyond perMinute lines with that
// message is logged for debugging only, and counted: the next line has the
// number, as "more".
func (s *Server) noise(ctx context.Context, log *slog.Logger, level slog.Level, perMinute int, msg string, args ...any) {
	more, ok := s.quiet.Pass(msg, perMinute, time.Now())
	switch {
	case !ok:
		level = slog.LevelDebug
	case more > 0:
		args = append(args, "more", more)
	}
	log.Log(ctx, level, msg, args...)
}

// redact takes out of a text what the client of a request has to keep secret:
// tokens, cookies, the query.
func redact(text string, r *http.Request) string {
	const worth = 8 // shorter values are words rather than secrets
	var secrets []string
	add := func(atLeast int, values ...string) {
		for _, v := range values {
			if len(v) >= atLeast {
				secrets = append(secrets, v)
			}
		}
	}
	add(1, r.URL.RawQuery, Token(r))
	for _, value := range r.Header.Values("Authorization") {
		_, credentials, _ := strings.Cut(value, " ")
		add(1, value, strings.TrimSpace(credentials))
	}
	add(worth, offered(r)...)
	for _, values := range r.URL.Query() {
		add(worth, values...)
	}
	for _, c := range r.Cookies() {
		add(worth, c.Value)
	}
	slices.SortFunc(secrets, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	for _, secret := range secrets {
		text = strings.ReplaceAll(text, secret, "[hidden]")
	}
	return text
}
