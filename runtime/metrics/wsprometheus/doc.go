// Package wsprometheus tells Prometheus what happens on a wscontract server.
//
//	srv := runtime.NewServer(runtime.Options{
//		Metrics: wsprometheus.New(prometheus.DefaultRegisterer, wsprometheus.Options{}),
//	})
//	mux.Handle("GET /metrics", promhttp.Handler())
//
// # What is measured
//
// Each metric has the label channel, the name of a channel of the contract. It is
// empty only for requests that were for no channel.
//
//	wscontract_connections                      gauge      connections that are open
//	wscontract_connections_opened_total         counter
//	wscontract_connections_closed_total         counter    code, side: server or client
//	wscontract_connections_slow_total           counter    closed because the client did not read
//	wscontract_connection_duration_seconds      histogram  from the upgrade to the beginning of the end
//	wscontract_handshakes_refused_total         counter    reason
//	wscontract_messages_received_total          counter    outcome: handled, invalid, failed, …
//	wscontract_received_bytes_total             counter    of messages, decompressed
//	wscontract_message_duration_seconds         histogram  for decoding, checking and handling one
//	wscontract_messages_delivered_total         counter    handed to the network
//	wscontract_messages_dropped_total           counter    reason
//	wscontract_writes_total                     counter    to the network; a write may have many messages
//	wscontract_sent_bytes_total                 counter    on the wire, with pings and the like
//	wscontract_broadcast_recipients             histogram  the connections that one was queued for
//	wscontract_ping_round_trip_seconds          histogram
//	wscontract_panics_total                     counter    where
//
// The values of all labels are from small sets: the names of channels, and the
// constants of package runtime, whose documentation says what they mean. Nothing
// that a client may choose is a label, so the number of series is bounded by the
// contract: about 100 for a channel, most of them buckets.
//
// The series of a channel begin at 0 with its first connection, as far as their
// labels are known then, so that a rate over them has no gaps.
//
// # Alerts
//
// Worth waking somebody up for, and what to look at, is in docs/deployment.md of
// the repository.
package wsprometheus
