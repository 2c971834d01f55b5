package wsotel

import (
	"context"
	"errors"
	"fmt"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"github.com/wscontract/wscontract/runtime"
)

// Trace returns a middleware that makes a span for each message; see the package
// comment. It belongs in front of the others, in [runtime.Options.Middleware], so
// that the span has their part as well. A nil provider is the global one.
func Trace(provider trace.TracerProvider) runtime.Middleware {
	if provider == nil {
		provider = otel.GetTracerProvider()
	}
	tracer := provider.Tracer(scope)
	return func(next runtime.MessageFunc) runtime.MessageFunc {
		return func(ctx context.Context, m *runtime.Inbound) (err error) {
			ctx, span := begin(ctx, tracer, m)
			size := len(m.Data)
			returned := false
			defer func() { // also when next panics, or ends its goroutine
				if span.IsRecording() {
					describe(span, m, size, err, returned)
				}
				span.End()
			}()
			err = next(ctx, m)
			returned = true
			return err
		}
	}
}

// begin starts the span of a message. What stands in ctx is the span of the
// upgrade request, which has ended.
func begin(ctx context.Context, tracer trace.Tracer, m *runtime.Inbound) (context.Context, trace.Span) {
	channel := m.Peer.Channel()
	opts := []trace.SpanStartOption{
		trace.WithNewRoot(),
		trace.WithSpanKind(trace.SpanKindServer),
		trace.WithAttributes(channelKey.String(channel)),
	}
	if upgrade := trace.LinkFromContext(ctx); upgrade.SpanContext.IsValid() {
		opts = append(opts, trace.WithLinks(upgrade))
	}
	return tracer.Start(ctx, channel+" message", opts...)
}

// describe says what became of a message.
func describe(span trace.Span, m *runtime.Inbound, size int, err error, returned bool) {
	outcome, kind := outcomeOf(m, err, returned)
	span.SetAttributes(
		attribute.String("wscontract.connection.id", m.Peer.ID()),
		attribute.Int("wscontract.message.size", size),
		outcomeKey.String(string(outcome)),
	)
	if m.Message != nil {
		span.SetAttributes(attribute.String("wscontract.message.type", fmt.Sprintf("%T", m.Message)))
	}
	if kind != "" {
		span.SetAttributes(attribute.String("error.type", kind))
	}
	if outcome == runtime.OutcomePanicked || outcome == runtime.OutcomeFailed && !forClient(err) {
		span.SetStatus(codes.Error, "")
	}
}

// outcomeOf returns what became of a message, and the kind of its error: the code
// that the client is told, or the type in Go.
func outcomeOf(m *runtime.Inbound, err error, returned bool) (runtime.Outcome, string) {
	switch {
	case !returned:
		return runtime.OutcomePanicked, "panic"
	case err == nil:
		return runtime.OutcomeHandled, ""
	}
	if invalid, ok := errors.AsType[*runtime.ValidationError](err); ok && m.Message == nil {
		if len(invalid.Findings) > 0 {
			return runtime.OutcomeInvalid, invalid.Findings[0].Code
		}
		return runtime.OutcomeInvalid, "invalid"
	}
	if e, ok := errors.AsType[*runtime.Error](err); ok && e.Code != "" {
		return runtime.OutcomeFailed, e.Code
	}
	if e, ok := errors.AsType[*runtime.RejectError](err); ok {
		return runtime.OutcomeFailed, fmt.Sprint(uint16(e.Code))
	}
	return runtime.OutcomeFailed, fmt.Sprintf("%T", err)
}

// forClient reports whether an error is an answer to the client.
func forClient(err error) bool {
	_, answers := errors.AsType[*runtime.Error](err)
	_, rejects := errors.AsType[*runtime.RejectError](err)
	return answers || rejects
}
