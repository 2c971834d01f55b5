// Package wsotel tells OpenTelemetry what happens on a wscontract server: as
// metrics, and as one span for each message that is handled.
//
//	srv := runtime.NewServer(runtime.Options{
//		Metrics:    wsotel.NewMetrics(otel.GetMeterProvider()),
//		Middleware: []runtime.Middleware{wsotel.Trace(otel.GetTracerProvider())},
//	})
//
// # Metrics
//
// Each instrument has the attribute wscontract.channel, the name of a channel of
// the contract. It is empty only for requests that were for no channel.
//
//	wscontract.server.active_connections      {connection}  up-down counter
//	wscontract.server.connection.opened       {connection}  counter
//	wscontract.server.connection.duration     s             histogram        wscontract.close.code, wscontract.close.side, wscontract.slow
//	wscontract.server.handshake.refused       {request}     counter          wscontract.reason
//	wscontract.server.message.duration        s             histogram        wscontract.outcome
//	wscontract.server.message.size            By            histogram        of messages of clients, decompressed
//	wscontract.server.message.delivered       {message}     counter
//	wscontract.server.message.dropped         {message}     counter          wscontract.reason
//	wscontract.server.write.size              By            histogram        of writes to the network
//	wscontract.server.broadcast.recipients    {connection}  histogram
//	wscontract.server.ping.duration           s             histogram
//	wscontract.server.panic                   {panic}       counter          wscontract.where
//
// The values of all attributes are from small sets: the names of channels, and the
// constants of package runtime, whose documentation says what they mean. Nothing
// that a client may choose is an attribute. The scope is the import path of this
// package, for views that drop instruments or attributes, or choose other buckets.
//
// # Traces
//
// [Trace] makes a span for each message, from before it is decoded until it is
// handled. A connection may last for days, so a message is a trace of its own; a
// link leads to the span of the upgrade request, if an instrumentation of
// net/http has made one. The context that OnMessage gets has the span, so what a
// handler calls is traced below it.
//
//	name               the channel and "message", as in "chat message"
//	kind               server
//	wscontract.channel, wscontract.connection.id
//	wscontract.message.type    the Go type, such as chat.Say; not of an invalid message
//	wscontract.message.size    in bytes
//	wscontract.outcome         handled, invalid, failed or panicked
//	error.type                 where it was not handled
//
// Neither messages nor the texts of errors are in a span: a text may quote a
// message. The status is an error for what is the program's fault: a panic, or an
// error of OnMessage that is not for the client, as a [runtime.Error] and a
// [runtime.RejectError] are.
package wsotel

// scope is the name of the meter and the tracer.
const scope = "github.com/wscontract/wscontract/runtime/metrics/wsotel"
