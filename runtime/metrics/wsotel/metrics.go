package wsotel

import (
	"context"
	"sync"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"github.com/wscontract/wscontract/runtime"
)

// Attributes of metrics and spans.
const (
	channelKey   = attribute.Key("wscontract.channel")
	outcomeKey   = attribute.Key("wscontract.outcome")
	reasonKey    = attribute.Key("wscontract.reason")
	whereKey     = attribute.Key("wscontract.where")
	slowKey      = attribute.Key("wscontract.slow")
	closeCodeKey = attribute.Key("wscontract.close.code")
	closeSideKey = attribute.Key("wscontract.close.side")
)

// Metrics counts for OpenTelemetry. It is a [runtime.Metrics].
type Metrics struct {
	runtime.NoMetrics // for methods that are still to come

	active                                     metric.Int64UpDownCounter
	opened, refused, delivered, dropped, panic metric.Int64Counter
	lasted, took, roundTrip                    metric.Float64Histogram
	size, written, recipients                  metric.Int64Histogram

	channels sync.Map // of *options, by the name of the channel
}

// NewMetrics makes the instruments, and returns what to put into
// [runtime.Options.Metrics]. One value may serve several servers. A nil provider
// is the global one. An instrument that the provider refuses to make counts
// nothing, and the error goes to [otel.Handle].
func NewMetrics(provider metric.MeterProvider) *Metrics {
	if provider == nil {
		provider = otel.GetMeterProvider()
	}
	meter := provider.Meter(scope)
	return &Metrics{
		active: made(meter.Int64UpDownCounter("wscontract.server.active_connections",
			metric.WithUnit("{connection}"), metric.WithDescription("Connections that are open."))),
		opened: made(meter.Int64Counter("wscontract.server.connection.opened",
			metric.WithUnit("{connection}"), metric.WithDescription("Connections that were opened."))),
		lasted: made(meter.Float64Histogram("wscontract.server.connection.duration",
			metric.WithUnit("s"), metric.WithDescription("How long connections were open."),
			metric.WithExplicitBucketBoundaries(1, 10, 60, 5*60, 15*60, 3600, 4*3600, 12*3600, 24*3600, 7*24*3600))),
		refused: made(meter.Int64Counter("wscontract.server.handshake.refused",
			metric.WithUnit("{request}"), metric.WithDescription("Upgrade requests that did not become a connection."))),
		took: made(meter.Float64Histogram("wscontract.server.message.duration",
			metric.WithUnit("s"), metric.WithDescription("Time for decoding, checking and handling a message."),
			metric.WithExplicitBucketBoundaries(.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10))),
		size: made(meter.Int64Histogram("wscontract.server.message.size",
			metric.WithUnit("By"), metric.WithDescription("Size of the messages of clients, decompressed."),
			metric.WithExplicitBucketBoundaries(64, 256, 1<<10, 4<<10, 16<<10, 64<<10, 256<<10, 1<<20))),
		delivered: made(meter.Int64Counter("wscontract.server.message.delivered",
			metric.WithUnit("{message}"), metric.WithDescription("Messages that were handed to the network."))),
		dropped: made(meter.Int64Counter("wscontract.server.message.dropped",
			metric.WithUnit("{message}"), metric.WithDescription("Messages that were sent and will not be delivered."))),
		written: made(meter.Int64Histogram("wscontract.server.write.size",
			metric.WithUnit("By"), metric.WithDescription("Size of the writes to the network, each of one message or more."),
			metric.WithExplicitBucketBoundaries(64, 256, 1<<10, 4<<10, 16<<10, 64<<10, 256<<10, 1<<20))),
		recipients: made(meter.Int64Histogram("wscontract.server.broadcast.recipients",
			metric.WithUnit("{connection}"), metric.WithDescription("Connections that a broadcast was queued for."),
			metric.WithExplicitBucketBoundaries(0, 1, 10, 100, 1_000, 10_000, 100_000))),
		roundTrip: made(meter.Float64Histogram("wscontract.server.ping.duration",
			metric.WithUnit("s"), metric.WithDescription("Time from a ping to its answer."),
			metric.WithExplicitBucketBoundaries(.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10))),
		panic: made(meter.Int64Counter("wscontract.server.panic",
			metric.WithUnit("{panic}"), metric.WithDescription("Panics of the program's callbacks."))),
	}
}

// made returns an instrument, and tells why it will not count. The API returns
// one in every case.
func made[I any](instrument I, err error) I {
	if err != nil {
		otel.Handle(err)
	}
	return instrument
}

// options are the attributes of a channel's measurements. They are made once:
// to make them takes longer than to count.
type options struct {
	add           []metric.AddOption    // with the channel
	record        []metric.RecordOption // with the channel
	recordHandled []metric.RecordOption // with the outcome, too
}

func (m *Metrics) of(channel string) *options {
	if o, ok := m.channels.Load(channel); ok {
		return o.(*options)
	}
	only := metric.WithAttributeSet(attribute.NewSet(channelKey.String(channel)))
	handled := metric.WithAttributeSet(attribute.NewSet(channelKey.String(channel), outcomeKey.String(string(runtime.OutcomeHandled))))
	o, _ := m.channels.LoadOrStore(channel, &options{
		add:           []metric.AddOption{only},
		record:        []metric.RecordOption{only},
		recordHandled: []metric.RecordOption{handled},
	})
	return o.(*options)
}

// with returns the attributes of what happens seldom.
func with(channel string, more ...attribute.KeyValue) metric.MeasurementOption {
	return metric.WithAttributeSet(attribute.NewSet(append(more, channelKey.String(channel))...))
}

// The methods of runtime.Metrics are not told of a context.
var background = context.Background()

// Refused implements [runtime.Metrics], as do the other methods.
func (m *Metrics) Refused(channel string, why runtime.Refusal) {
	m.refused.Add(background, 1, with(channel, reasonKey.String(string(why))))
}

// Opened counts a connection.
func (m *Metrics) Opened(channel string) {
	o := m.of(channel)
	m.opened.Add(background, 1, o.add...)
	m.active.Add(background, 1, o.add...)
}

// Closed counts its end.
func (m *Metrics) Closed(channel string, end runtime.Ending) {
	side := "server"
	if end.Remote {
		side = "client"
	}
	m.active.Add(background, -1, m.of(channel).add...)
	m.lasted.Record(background, end.Lasted.Seconds(),
		with(channel, closeCodeKey.String(end.Code), closeSideKey.String(side), slowKey.Bool(end.Slow)))
}

// Received measures a message of a client. One that was refused counts, with no
// time.
func (m *Metrics) Received(channel string, r runtime.Receipt) {
	o := m.of(channel)
	m.size.Record(background, int64(r.Bytes), o.record...)
	if r.Outcome == runtime.OutcomeHandled {
		m.took.Record(background, r.Took.Seconds(), o.recordHandled...)
	} else {
		m.took.Record(background, r.Took.Seconds(), with(channel, outcomeKey.String(string(r.Outcome))))
	}
}

// Delivered measures a write.
func (m *Metrics) Delivered(channel string, messages, bytes int) {
	o := m.of(channel)
	m.delivered.Add(background, int64(messages), o.add...)
	m.written.Record(background, int64(bytes), o.record...)
}

// Dropped counts messages that were sent in vain.
func (m *Metrics) Dropped(channel string, messages int, why runtime.DropReason) {
	m.dropped.Add(background, int64(messages), with(channel, reasonKey.String(string(why))))
}

// Broadcast measures how many a broadcast is for.
func (m *Metrics) Broadcast(channel string, recipients int) {
	m.recipients.Record(background, int64(recipients), m.of(channel).record...)
}

// Pinged measures the way to a client and back.
func (m *Metrics) Pinged(channel string, roundTrip time.Duration) {
	m.roundTrip.Record(background, roundTrip.Seconds(), m.of(channel).record...)
}

// Panicked counts a panic.
func (m *Metrics) Panicked(channel, where string) {
	m.panic.Add(background, 1, with(channel, whereKey.String(where)))
}
