package runtime

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"
)

// A metricsGuard calls the program's [Metrics], mostly from goroutines of
// connections, where a panic would end the program: here it is logged, and what
// was to be counted is not.
type metricsGuard struct {
	to     Metrics
	server *Server
}

// guardMetrics has nothing to do for those that do nothing.
func guardMetrics(s *Server, m Metrics) Metrics {
	if m == (NoMetrics{}) {
		return m
	}
	return &metricsGuard{m, s}
}

func (g *metricsGuard) Refused(channel string, why Refusal) {
	defer g.caught("Refused")
	g.to.Refused(channel, why)
}

func (g *metricsGuard) Opened(channel string) {
	defer g.caught("Opened")
	g.to.Opened(channel)
}

func (g *metricsGuard) Closed(channel string, end Ending) {
	defer g.caught("Closed")
	g.to.Closed(channel, end)
}

func (g *metricsGuard) Received(channel string, m Receipt) {
	defer g.caught("Received")
	g.to.Received(channel, m)
}

func (g *metricsGuard) Delivered(channel string, messages, bytes int) {
	defer g.caught("Delivered")
	g.to.Delivered(channel, messages, bytes)
}

func (g *metricsGuard) Dropped(channel string, messages int, why DropReason) {
	defer g.caught("Dropped")
	g.to.Dropped(channel, messages, why)
}

func (g *metricsGuard) Broadcast(channel string, recipients int) {
	defer g.caught("Broadcast")
	g.to.Broadcast(channel, recipients)
}

func (g *metricsGuard) Pinged(channel string, roundTrip time.Duration) {
	defer g.caught("Pinged")
	g.to.Pinged(channel, roundTrip)
}

func (g *metricsGuard) Panicked(channel, where string) {
	defer g.caught("Panicked")
	g.to.Panicked(channel, where)
}

// caught is deferred. The panic counts in [Stats] only.
func (g *metricsGuard) caught(method string) {
	if v := recover(); v != nil {
		g.server.stats.panics.Add(1)
		g.server.noise(context.Background(), g.server.log, slog.LevelError, someLines, "panic in Metrics", "method", method, "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
	}
}
